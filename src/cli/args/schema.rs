//! What `recto schema` takes.

use clap::ValueEnum;

#[derive(Debug, clap::Args)]
#[command(after_help = SCHEMA_HELP)]
pub struct SchemaArgs {
    /// Output format
    #[arg(long, value_enum, default_value_t = SchemaFormat::Json)]
    pub format: SchemaFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SchemaFormat {
    /// JSON Schema, draft 7
    Json,
    /// The field reference, in Markdown
    Markdown,
}

const SCHEMA_HELP: &str = "\
YAML editors complete and document a résumé's keys if its first line is
  # yaml-language-server: $schema=resume.schema.json
and that file is beside it. `recto new` creates both; to update the schema:
  recto schema > resume.schema.json";
