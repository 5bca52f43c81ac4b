//! `comity export --package`: a folder of tables.
//!
//! Everything is written into a folder beside the one that is asked for, which then takes its name:
//! a package is there whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::context::{Context, quoted};
use super::error::{Failure, Kind};
use super::export::{Rows, write_rows};
use super::spans;
use super::spool::stored;
use crate::model::Slug;
use crate::render::{self, CsvRows, Format, Imprint, Look};
use crate::report::{
    Licence, PackageFacts, Packaged, Report, codebook_table, organization_rows, package,
    place_rows, readme, span_table,
};
use crate::store::Reader;

/// The licence of the starter records.
const CC0: &str = include_str!("../../fixtures/corpus/LICENSE");
/// The file by which a package is known.
const DESCRIPTION: &str = "datapackage.json";
/// What stands in a package.
const FILES: [&str; 10] = [
    DESCRIPTION,
    "README.md",
    "LICENSE",
    "rules.csv",
    "spans.csv",
    "organizations.csv",
    "places.csv",
    "codebook.csv",
    "codebook.md",
    "spans-codebook.csv",
];

/// Writes a package.
///
/// # Errors
/// Where the folder holds something else, or a file cannot be written.
pub(super) fn run(folder: &Path, license: Option<&Path>, context: &Context) -> Result<(), Failure> {
    let (licence, text) = licence(license)?;
    let reader = context.reader()?;
    let stands = stands(folder)?;
    let facts = PackageFacts {
        created: context.stamp(),
        operation: context.stamp_of(&reader)?.operation,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        licence,
    };
    let new = beside(folder, "new");
    fs::create_dir_all(&new).map_err(|error| Failure::file("cannot make", &new, &error))?;
    let done = write_all(&reader, &new, &facts, &text, context)
        .and_then(|rows| in_place(folder, &new, stands).map(|()| rows));
    // The first failure is the one to tell.
    let _gone = fs::remove_dir_all(&new);
    let rows = done?;
    reader.release();
    let shown = folder.display().to_string();
    let next = vec![context.command(&format!(
        "import {} --dry-run",
        quoted(&folder.join("rules.csv").display().to_string())
    ))];
    context.answer(&Packaged::new(
        shown,
        FILES.len(),
        rows,
        facts.operation,
        next,
    ))
}

/// The licence and its text.
fn licence(file: Option<&Path>) -> Result<(Licence, String), Failure> {
    let Some(path) = file else {
        let licence = Licence {
            name: Some("CC0-1.0".to_owned()),
            title: "Creative Commons Zero v1.0 Universal".to_owned(),
        };
        return Ok((licence, CC0.to_owned()));
    };
    let text =
        fs::read_to_string(path).map_err(|error| Failure::file("cannot read", path, &error))?;
    let title = text.lines().map(str::trim).find(|line| !line.is_empty());
    let Some(title) = title.map(str::to_owned) else {
        return Err(Failure::new(
            Kind::Value,
            format!("{} is empty: a licence has words", path.display()),
        ));
    };
    Ok((Licence { name: None, title }, text))
}

/// Whether a package stands where this one goes; anything else is left alone.
fn stands(folder: &Path) -> Result<bool, Failure> {
    let refused = |reason: String| {
        let message = format!("{} {reason}; nothing was written", folder.display());
        Failure::new(Kind::File, message)
            .hint("name a folder that is missing or empty, or one with a package in it")
    };
    let failed = |error: io::Error| Failure::file("cannot read", folder, &error);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(
            entry
                .map_err(failed)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    if let Some(other) = names.iter().find(|name| !FILES.contains(&name.as_str())) {
        return Err(refused(format!("holds something else: {other}")));
    }
    let description = fs::read_to_string(folder.join(DESCRIPTION)).unwrap_or_default();
    if !names.is_empty() && !description.contains("\"name\": \"comity-records\"") {
        return Err(refused("is not empty and holds no package".to_owned()));
    }
    Ok(true)
}

fn beside(folder: &Path, what: &str) -> PathBuf {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = full.file_name().unwrap_or_default().to_string_lossy();
    full.with_file_name(format!(".{name}.{}.{what}", std::process::id()))
}

/// Gives the new folder the name of the old one.
fn in_place(folder: &Path, new: &Path, stands: bool) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::file("cannot write", folder, &error);
    let old = beside(folder, "old");
    if stands {
        fs::rename(folder, &old).map_err(failed)?;
    }
    if let Err(error) = fs::rename(new, folder) {
        if stands {
            let _back = fs::rename(&old, folder);
        }
        return Err(failed(error));
    }
    if stands {
        let _gone = fs::remove_dir_all(&old);
    }
    Ok(())
}

/// Writes every file; tells how many rows the table of rules has.
fn write_all(
    reader: &Reader,
    folder: &Path,
    facts: &PackageFacts,
    licence: &str,
    context: &Context,
) -> Result<usize, Failure> {
    // A package is data: what looks like a formula stays as it is unless it is asked for.
    let look = Look {
        for_spreadsheet: context.look.for_spreadsheet,
        ..Look::default()
    };
    let what = Rows {
        ids: reader.directive_ids()?,
        topics: None,
    };
    let rows = stored(|broken| {
        file(folder, "rules.csv", |out| {
            write_rows(reader, what, out, look, broken)
        })
    })?;
    let codebook = reader.codebook()?;
    let bodies = reader.organizations()?;
    let mut asked: Vec<Slug> = bodies.iter().map(|body| body.id.clone()).collect();
    asked.sort();
    let spans = stored(|broken| {
        file(folder, "spans.csv", |out| {
            spans::write_all(reader, asked, context.today(), out, look, broken)
        })
    })?;
    let bodies = organization_rows(&bodies);
    file(folder, "organizations.csv", |out| csv(&bodies, look, out))?;
    let places = place_rows(&reader.places()?);
    file(folder, "places.csv", |out| csv(&places, look, out))?;
    let of_rules = codebook_table(&codebook);
    let of_spans = span_table(&codebook);
    for (name, table, format) in [
        ("codebook.csv", &of_rules, Format::Csv),
        ("codebook.md", &of_rules, Format::Md),
        ("spans-codebook.csv", &of_spans, Format::Csv),
    ] {
        file(folder, name, |out| {
            render::write(table, format, &look, &Imprint::default(), out)
        })?;
    }
    file(folder, "LICENSE", |out| out.write_all(licence.as_bytes()))?;
    file(folder, "README.md", |out| {
        out.write_all(readme(facts, rows, spans).as_bytes())
    })?;
    // The description comes last: without it a folder is no package.
    let description = package(&codebook, facts);
    file(folder, DESCRIPTION, |out| as_json(&description, out))?;
    Ok(rows)
}

fn as_json<R: Report>(report: &R, out: &mut dyn Write) -> io::Result<()> {
    render::write(
        report,
        Format::Json,
        &Look::default(),
        &Imprint::default(),
        out,
    )
}

fn csv(rows: &[Vec<String>], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut table = CsvRows::new(out, look);
    for row in rows {
        table.row(row.iter().map(String::as_str))?;
    }
    table.into_inner()?.flush()
}

fn file<T>(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<T, Failure> {
    let path = folder.join(name);
    let failed = |error: io::Error| Failure::file("cannot write", &path, &error);
    let mut out = BufWriter::new(fs::File::create_new(&path).map_err(failed)?);
    let done = write(&mut out).map_err(failed)?;
    out.flush().map_err(failed)?;
    Ok(done)
}
