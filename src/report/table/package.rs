//! A package of tables: its description (Frictionless Data Package), the tables beside the rules,
//! and its README.

use serde::Serialize;

use super::codebook::{about, values};
use super::described::{Resource, field, foreign, one_of, resource, schema};
use super::spans;
use crate::model::flat::Column;
use crate::model::{Codebook, Family, Organization, Place, PlaceKind};
use crate::report::SpanView;
use crate::report::page::{Flat, Page, Report, Streamed};

/// Under what licence a package is given away.
#[derive(Debug, Clone)]
pub struct Licence {
    /// A name of the Open Definition, such as CC0-1.0; none for a text of one's own.
    pub name: Option<String>,
    /// Its title.
    pub title: String,
}

/// What a description tells of the records.
#[derive(Debug, Clone)]
pub struct PackageFacts {
    /// When it was made, RFC 3339.
    pub created: String,
    /// The last operation in the database.
    pub operation: i64,
    /// The version of the program.
    pub program: String,
    /// The licence.
    pub licence: Licence,
}

/// The description of a package, `datapackage.json`.
#[derive(Debug, Serialize)]
pub struct PackageView {
    profile: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    created: String,
    version: String,
    keywords: [&'static str; 3],
    licenses: Vec<LicenceView>,
    sources: Vec<SourceView>,
    resources: Vec<Resource>,
    /// Which state of the records it holds, and what made it.
    comity: Made,
}

#[derive(Debug, Serialize)]
struct LicenceView {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    path: &'static str,
    title: String,
}

#[derive(Debug, Serialize)]
struct SourceView {
    title: &'static str,
}

#[derive(Debug, Serialize)]
struct Made {
    operation: i64,
    program: String,
}

fn rules(codebook: &Codebook) -> Resource {
    let fields = Column::ALL
        .iter()
        .map(|column| {
            let (sort, title, definition) = about(*column);
            let is_required = matches!(
                column,
                Column::Directive | Column::Department | Column::Title | Column::Type
            );
            let mut field = field(column.word(), title, definition, is_required);
            if sort == "yes or no" {
                field.sort = "boolean";
                field.true_values = Some(["yes"]);
                field.false_values = Some(["no"]);
                return field;
            }
            one_of(field, values(*column, codebook))
        })
        .collect();
    let keys = vec![
        foreign("department", "organizations"),
        foreign("place", "places"),
    ];
    resource(
        "rules",
        "Rules of directives, one a row",
        schema(fields, None, keys),
    )
}

fn keys(codebook: &Codebook, family: Family) -> Vec<String> {
    codebook
        .family(family)
        .map(|term| term.key.to_string())
        .collect()
}

fn organizations(codebook: &Codebook) -> Resource {
    let fields = vec![
        field("id", "key", "Permanent slug.", true),
        field("name", "name", "The official name.", true),
        field(
            "short_name",
            "short name",
            "The name that tables print.",
            true,
        ),
        one_of(
            field("kind", "kind", "What sort of body.", true),
            keys(codebook, Family::Kind),
        ),
        field("place", "place", "Its main place.", false),
        field(
            "other_places",
            "other places",
            "With a bar between them.",
            false,
        ),
        field(
            "parent",
            "parent",
            "The body of which it is a part: what binds the parent binds it.",
            false,
        ),
        field(
            "identifiers",
            "identifiers",
            "SCHEME:VALUE, with a bar between them.",
            false,
        ),
    ];
    let keys = vec![foreign("place", "places"), foreign("parent", "")];
    resource(
        "organizations",
        "Public bodies",
        schema(fields, Some("id"), keys),
    )
}

fn places() -> Resource {
    let kinds = PlaceKind::ALL.iter().map(|kind| kind.word().to_owned());
    let fields = vec![
        field("id", "key", "Permanent slug.", true),
        field("name", "name", "Its name.", true),
        one_of(
            field("kind", "kind", "What sort of jurisdiction.", true),
            kinds.collect(),
        ),
        field("parent", "parent", "The place in which it lies.", false),
        field(
            "geoid",
            "GEOID",
            "The Census GEOID: text, leading zeros kept.",
            false,
        ),
        field(
            "ocd",
            "division id",
            "The Open Civic Data division id.",
            false,
        ),
    ];
    resource(
        "places",
        "Jurisdictions",
        schema(fields, Some("id"), vec![foreign("parent", "")]),
    )
}

fn spans(codebook: &Codebook) -> Resource {
    let fields = SpanView::head().into_iter().map(|column| {
        let (sort, title, definition) = spans::about(column);
        let is_required = [
            "organization",
            "topic",
            "answer",
            "class",
            "certainty",
            "text",
        ];
        let mut field = field(column, title, definition, is_required.contains(&column));
        if sort == "date" {
            field.sort = "date";
        }
        one_of(field, spans::values(column, codebook))
    });
    resource(
        "spans",
        "Answers over time, one a row",
        schema(
            fields.collect(),
            None,
            vec![foreign("organization", "organizations")],
        ),
    )
}

fn codebook_resource(name: &'static str, title: &'static str, of: &str) -> Resource {
    let variable = format!("A column of {of}.");
    let fields = vec![
        field("variable", "variable", &variable, true),
        field("type", "type", "What sort of value it holds.", true),
        field(
            "value",
            "value",
            "A value that it can have; empty: the line is of the variable itself.",
            false,
        ),
        field("label", "label", "Short words for it.", true),
        field("definition", "definition", "What it means.", false),
    ];
    resource(name, title, schema(fields, None, Vec::new()))
}

/// Describes a package.
pub fn package(codebook: &Codebook, facts: &PackageFacts) -> PackageView {
    PackageView {
        profile: "tabular-data-package",
        name: "comity-records",
        title: "Directives of public bodies on working with one another",
        description: "Who may, must or must not do what, for whom, by which text: one row a rule, \
                      and one a time in which an answer stays as it is, with the bodies, the \
                      places and the codebooks.",
        created: facts.created.clone(),
        version: format!("0.0.{}", facts.operation),
        keywords: ["police", "policy", "immigration"],
        licenses: vec![LicenceView {
            name: facts.licence.name.clone(),
            path: "LICENSE",
            title: facts.licence.title.clone(),
        }],
        sources: vec![SourceView {
            title: "The sources of each rule: the column source_url of rules.csv",
        }],
        resources: vec![
            rules(codebook),
            spans(codebook),
            organizations(codebook),
            places(),
            codebook_resource("codebook", "Variables of the rules", "rules.csv"),
            codebook_resource("spans-codebook", "Variables of the spans", "spans.csv"),
        ],
        comity: Made {
            operation: facts.operation,
            program: facts.program.clone(),
        },
    }
}

impl Report for PackageView {
    type Item = Self;

    fn page(&self) -> Page {
        Page::default()
    }

    fn flat(&self) -> Flat {
        Flat::default()
    }

    fn items(&self) -> Vec<&Self> {
        vec![self]
    }
}

/// The header of `organizations.csv`, and its rows.
pub fn organization_rows(bodies: &[Organization]) -> Vec<Vec<String>> {
    let head = [
        "id",
        "name",
        "short_name",
        "kind",
        "place",
        "other_places",
        "parent",
        "identifiers",
    ];
    let rows = bodies.iter().map(|body| {
        let mut places = body.places.iter().map(ToString::to_string);
        let identifiers = body.identifiers.iter().flat_map(|(scheme, values)| {
            values.iter().map(move |value| format!("{scheme}:{value}"))
        });
        vec![
            body.id.to_string(),
            body.name().to_owned(),
            body.short().to_owned(),
            body.kind.to_string(),
            places.next().unwrap_or_default(),
            places.collect::<Vec<_>>().join(" | "),
            body.parent
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            identifiers.collect::<Vec<_>>().join(" | "),
        ]
    });
    std::iter::once(head.map(str::to_owned).to_vec())
        .chain(rows)
        .collect()
}

/// The header of `places.csv`, and its rows.
pub fn place_rows(places: &[Place]) -> Vec<Vec<String>> {
    let head = ["id", "name", "kind", "parent", "geoid", "ocd"];
    let rows = places.iter().map(|place| {
        vec![
            place.id.to_string(),
            place.name.clone(),
            place.kind.word().to_owned(),
            place
                .parent
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            place.geoid.clone().unwrap_or_default(),
            place.ocd.clone().unwrap_or_default(),
        ]
    });
    std::iter::once(head.map(str::to_owned).to_vec())
        .chain(rows)
        .collect()
}

/// The README of a package.
pub fn readme(facts: &PackageFacts, rows: usize, spans: usize) -> String {
    format!(
        "# Directives of public bodies on working with one another\n\
         \n\
         Records of Comity, as they stood after operation {} ({}), written by {}.\n\
         They describe what texts say, as far as they are on record. They are not legal advice.\n\
         \n\
         | file | |\n\
         |---|---|\n\
         | `rules.csv` | {rows} rows: one a rule; one for a version of which no rule is known |\n\
         | `spans.csv` | {spans} rows: one a time in which a body's answer on a topic stays as it is, up \
         to the day on which the package was made |\n\
         | `organizations.csv` | public bodies: `department` of the rules and `organization` of the spans are keys of it |\n\
         | `places.csv` | jurisdictions with Census GEOIDs: `place` of rules and bodies is a key of it |\n\
         | `codebook.csv`, `codebook.md` | every variable of the rules, its values, what they mean |\n\
         | `spans-codebook.csv` | the same of the spans |\n\
         | `datapackage.json` | all of it for programs: a Frictionless Data Package |\n\
         | `LICENSE` | {} |\n\
         \n\
         A topic without a row is no permission: it says that no rule is on record. Dates are\n\
         written as far as they are known: `2019` is some day of that year. The sources of each\n\
         rule are the addresses in `source_url`. A span goes from the day in `from`, or from as\n\
         far back as anything is on record, to the day before that in `to`, or without end; what is\n\
         decided is worked out from the rules, and `certainty` tells how sure it is.\n\
         \n\
         `comity import rules.csv` takes the rules back. What the table does not hold: ids of\n\
         rules, pages and words of the text, meanings of terms, other dates than those of issue,\n\
         effect and end, suspensions, reviews, how much of a text was seen and when it was last\n\
         checked, relations between texts, events, coverage and practice.\n",
        facts.operation, facts.created, facts.program, facts.licence.title,
    )
}
