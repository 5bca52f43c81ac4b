//! A package of tables: its description (Frictionless Data Package), the tables beside the rules,
//! and its README.

use serde::Serialize;

use super::codebook::{about, values};
use crate::model::flat::Column;
use crate::model::{Codebook, Family, Organization, Place, PlaceKind};
use crate::report::page::{Flat, Page, Report};

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

#[derive(Debug, Serialize)]
struct Resource {
    name: &'static str,
    path: String,
    title: &'static str,
    profile: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    schema: Schema,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    #[serde(skip_serializing_if = "Option::is_none")]
    primary_key: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
    missing_values: [&'static str; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    sort: &'static str,
    title: &'static str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    true_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    false_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    constraints: Constraints,
}

#[derive(Debug, Default, Serialize)]
struct Constraints {
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    values: Vec<String>,
}

impl Constraints {
    const fn is_empty(&self) -> bool {
        self.required.is_none() && self.values.is_empty()
    }
}

#[derive(Debug, Serialize)]
struct ForeignKey {
    fields: &'static str,
    reference: Reference,
}

#[derive(Debug, Serialize)]
struct Reference {
    resource: &'static str,
    fields: &'static str,
}

const fn foreign(fields: &'static str, resource: &'static str) -> ForeignKey {
    ForeignKey {
        fields,
        reference: Reference {
            resource,
            fields: "id",
        },
    }
}

fn field(name: &'static str, title: &'static str, about: &str, is_required: bool) -> Field {
    Field {
        name,
        sort: "string",
        title,
        description: about.to_owned(),
        true_values: None,
        false_values: None,
        constraints: Constraints {
            required: is_required.then_some(true),
            values: Vec::new(),
        },
    }
}

fn one_of(mut field: Field, values: Vec<String>) -> Field {
    field.constraints.values = values;
    field
}

fn resource(name: &'static str, title: &'static str, schema: Schema) -> Resource {
    Resource {
        name,
        path: format!("{name}.csv"),
        title,
        profile: "tabular-data-resource",
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        schema,
    }
}

fn schema(
    fields: Vec<Field>,
    primary_key: Option<&'static str>,
    foreign_keys: Vec<ForeignKey>,
) -> Schema {
    Schema {
        fields,
        primary_key,
        foreign_keys,
        missing_values: [""],
    }
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

fn codebook_resource() -> Resource {
    let fields = vec![
        field("variable", "variable", "A column of rules.csv.", true),
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
    resource(
        "codebook",
        "Variables and their values",
        schema(fields, None, Vec::new()),
    )
}

/// Describes a package.
pub fn package(codebook: &Codebook, facts: &PackageFacts) -> PackageView {
    PackageView {
        profile: "tabular-data-package",
        name: "comity-records",
        title: "Directives of public bodies on working with one another",
        description: "Who may, must or must not do what, for whom, by which text: one row a rule, \
                      with the bodies, the places and the codebook.",
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
            organizations(codebook),
            places(),
            codebook_resource(),
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
pub fn readme(facts: &PackageFacts, rows: usize) -> String {
    format!(
        "# Directives of public bodies on working with one another\n\
         \n\
         Records of Comity, as they stood after operation {} ({}), written by {}.\n\
         They describe what texts say, as far as they are on record. They are not legal advice.\n\
         \n\
         | file | |\n\
         |---|---|\n\
         | `rules.csv` | {rows} rows: one a rule; one for a version of which no rule is known |\n\
         | `organizations.csv` | public bodies: `department` of the rules is a key of it |\n\
         | `places.csv` | jurisdictions with Census GEOIDs: `place` of rules and bodies is a key of it |\n\
         | `codebook.csv`, `codebook.md` | every variable of the rules, its values, what they mean |\n\
         | `datapackage.json` | the same for programs: a Frictionless Data Package |\n\
         | `LICENSE` | {} |\n\
         \n\
         A topic without a row is no permission: it says that no rule is on record. Dates are\n\
         written as far as they are known: `2019` is some day of that year. The sources of each\n\
         rule are the addresses in `source_url`.\n\
         \n\
         `comity import rules.csv` takes the rules back. What the table does not hold: ids of\n\
         rules, pages and words of the text, meanings of terms, other dates than those of issue,\n\
         effect and end, suspensions, reviews, how much of a text was seen and when it was last\n\
         checked, relations between texts, events, coverage and practice.\n",
        facts.operation, facts.created, facts.program, facts.licence.title,
    )
}
