"""Serves the page of `.ci/web` on this machine, compressed as a web server does it.

Usage: python3 serve.py FOLDER [PORT]
"""

import gzip
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Compresses text, as most hosts do."""

    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript; charset=utf-8",
        ".wasm": "application/wasm",
        ".packed": "application/octet-stream",
        ".yaml": "application/yaml",
        ".webmanifest": "application/manifest+json",
    }
    # How many bytes were sent, for the test.
    sent = 0

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            return self.send_error(404)
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix != ".packed" and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)
        Handler.sent += len(content)

    def log_message(self, *_):
        pass


def server(folder: str, port: int = 0) -> ThreadingHTTPServer:
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=folder))


if __name__ == "__main__":
    serving = server(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 8080)
    print(f"http://127.0.0.1:{serving.server_port}/", flush=True)
    serving.serve_forever()
