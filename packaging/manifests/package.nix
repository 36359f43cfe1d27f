# For Nix: `nix build` with callPackage ./package.nix {}.
{ lib, stdenv, fetchurl, installShellFiles }:

let
  version = "@VERSION@";
  archives = {
    x86_64-linux = { url = "@URL:x86_64-unknown-linux-musl@"; sha256 = "@SHA256:x86_64-unknown-linux-musl@"; };
    aarch64-linux = { url = "@URL:aarch64-unknown-linux-musl@"; sha256 = "@SHA256:aarch64-unknown-linux-musl@"; };
    x86_64-darwin = { url = "@URL:x86_64-apple-darwin@"; sha256 = "@SHA256:x86_64-apple-darwin@"; };
    aarch64-darwin = { url = "@URL:aarch64-apple-darwin@"; sha256 = "@SHA256:aarch64-apple-darwin@"; };
  };
in
stdenv.mkDerivation {
  pname = "recto-cv";
  inherit version;
  src = fetchurl archives.${stdenv.hostPlatform.system};
  nativeBuildInputs = [ installShellFiles ];
  dontBuild = true;
  installPhase = ''
    runHook preInstall
    install -Dm755 recto $out/bin/recto
    installManPage man/*.1
    installShellCompletion --cmd recto --bash completions/recto.bash --fish completions/recto.fish --zsh completions/recto.zsh
    runHook postInstall
  '';
  meta = {
    description = "@DESCRIPTION@";
    homepage = "@REPOSITORY@";
    license = with lib.licenses; [ mit asl20 ];
    mainProgram = "recto";
    platforms = lib.attrNames archives;
    sourceProvenance = [ lib.sourceTypes.binaryNativeCode ];
  };
}
