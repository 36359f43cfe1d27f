# The formula of a Homebrew tap: brew install OWNER/tap/recto-cv
class RectoCv < Formula
  desc "@DESCRIPTION@"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@URL:aarch64-apple-darwin@"
      sha256 "@SHA256:aarch64-apple-darwin@"
    end
    on_intel do
      url "@URL:x86_64-apple-darwin@"
      sha256 "@SHA256:x86_64-apple-darwin@"
    end
  end
  on_linux do
    on_arm do
      url "@URL:aarch64-unknown-linux-musl@"
      sha256 "@SHA256:aarch64-unknown-linux-musl@"
    end
    on_intel do
      url "@URL:x86_64-unknown-linux-musl@"
      sha256 "@SHA256:x86_64-unknown-linux-musl@"
    end
  end

  conflicts_with "recto", because: "both install `recto`"

  def install
    bin.install "recto"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/recto.bash" => "recto"
    fish_completion.install "completions/recto.fish"
    zsh_completion.install "completions/recto.zsh" => "_recto"
  end

  test do
    system bin/"recto", "new"
    system bin/"recto", "build"
    assert_match(/\A%PDF/, File.binread("resume.pdf"))
  end
end
