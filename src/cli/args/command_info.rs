//! What commands have in common and where they differ, apart from their flags.

use super::messages::MessageFormat;

/// What the program must know of a command besides how it is run.
#[derive(Debug, Clone, Copy)]
pub struct CommandInfo {
    /// The command with the path of a résumé, for messages about a missing one.
    pub example: &'static str,
    /// Whose files it reads.
    pub input: Input,
    /// What is left of it when it fails.
    pub target: Target,
    /// How its diagnostics are printed.
    pub messages: MessageFormat,
}

/// Whose files a command reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Résumés, and what belongs to them.
    Resume,
    /// Files of other programs, which may be hostile.
    Foreign,
}

/// Where the result of a command goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// To the terminal, or wherever standard output goes.
    Terminal,
    /// To files, which are written only if all is well.
    Files,
}

impl CommandInfo {
    /// A command that reads résumés and prints.
    pub const PLAIN: CommandInfo = CommandInfo {
        example: "recto build cv.yaml",
        input: Input::Resume,
        target: Target::Terminal,
        messages: MessageFormat::Human,
    };

    /// With another example.
    pub fn example(self, example: &'static str) -> CommandInfo {
        CommandInfo { example, ..self }
    }

    /// For a command that reads files of other programs.
    pub fn reads_foreign_files(self) -> CommandInfo {
        CommandInfo { input: Input::Foreign, ..self }
    }

    /// For a command that writes files.
    pub fn writes_files(self) -> CommandInfo {
        CommandInfo { target: Target::Files, ..self }
    }

    /// With the format of diagnostics that was asked for.
    pub fn messages(self, messages: MessageFormat) -> CommandInfo {
        CommandInfo { messages, ..self }
    }
}
