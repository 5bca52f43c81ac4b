//! How a table is described for programs: the words of a Frictionless table schema.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct Resource {
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
pub(super) struct Schema {
    fields: Vec<Field>,
    #[serde(skip_serializing_if = "Option::is_none")]
    primary_key: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
    missing_values: [&'static str; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    pub(super) sort: &'static str,
    title: &'static str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) true_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) false_values: Option<[&'static str; 1]>,
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
pub(super) struct ForeignKey {
    fields: &'static str,
    reference: Reference,
}

#[derive(Debug, Serialize)]
struct Reference {
    resource: &'static str,
    fields: &'static str,
}

pub(super) const fn foreign(fields: &'static str, resource: &'static str) -> ForeignKey {
    ForeignKey {
        fields,
        reference: Reference {
            resource,
            fields: "id",
        },
    }
}

pub(super) fn field(
    name: &'static str,
    title: &'static str,
    about: &str,
    is_required: bool,
) -> Field {
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

pub(super) fn one_of(mut field: Field, values: Vec<String>) -> Field {
    field.constraints.values = values;
    field
}

pub(super) fn resource(name: &'static str, title: &'static str, schema: Schema) -> Resource {
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

pub(super) fn schema(
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
