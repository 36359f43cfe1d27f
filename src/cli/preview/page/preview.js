new EventSource("/events").addEventListener("state", (event) => {
  const images = JSON.parse(event.data).pages.map((page) => {
    const image = new Image();
    image.src = `/pages/${page.digest}.svg`;
    return image;
  });
  document.getElementById("pages").replaceChildren(...images);
});
