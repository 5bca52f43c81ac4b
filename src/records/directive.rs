//! Reading a directive with its versions.

use std::collections::BTreeSet;

use toml::de::DeValue;

use super::origin::Sort;
use super::parts::{self, Cited};
use super::rule;
use super::walk::{Table, Value, Walk};
use crate::model::{
    Authority, Dates, Day, Directive, DirectiveId, Document, Fault, Obtained, Relation, Review,
    Seen, Slug, Stage, Standing, Suspension, Version, check_label, date::hull, unknown,
};

/// Reads the table of a directive: the top of a file, or an item of `[[directive]]`.
pub(super) fn directive<'t>(walk: &mut Walk<'t>, mut table: Table<'t>) -> Option<Directive> {
    let table = &mut table;
    let id_value = walk.needed(table, "id", "id = \"ISSUER/NAME\"");
    let id = id_value.and_then(|value| identity(walk, value));
    let title = walk.needed_text(table, "title", "title = \"the text's own title\"");
    let number = walk.optional_text(table, "number");
    let kind = walk.needed_name(table, "type", Sort::Type, "type = a type of the codebook");
    let unit = walk.optional_text(table, "unit");
    let tags = table.get("tags");
    let tags = walk.each(tags, |walk, item| walk.text(item).map(str::to_owned));
    let parties = walk.names(table, "parties", Sort::Organization);
    let binds = table.get("binds");
    let binds = parts::bonds(walk, binds);
    let relations = table.get("relations");
    let relations = walk.each(relations, relation);
    let note = walk.optional_text(table, "note");
    let source = table.get("source");
    let mut cited = Cited::new(source);
    let sources = parts::sources(walk, source);
    let document = table.get("document");
    let documents = parts::named(walk, document, "a document", read_document);
    let names: Vec<&str> = match document.map(|value| value.get_ref()) {
        Some(DeValue::Table(table)) => table.keys().map(|key| key.get_ref().as_ref()).collect(),
        _ => Vec::new(),
    };
    let mut labels = BTreeSet::new();
    let versions = table.get("version");
    let versions = walk.each(versions, |walk, item| {
        version(walk, &mut cited, &names, &mut labels, id.as_ref(), item)
    });
    let events = table.get("event");
    let events = walk.each(events, |walk, item| {
        let mut table = walk.table(item, "an event of a directive")?;
        let event = parts::event(walk, &mut cited, &mut table);
        walk.close(&table);
        event
    });
    for register in [
        "organization",
        "place",
        "set",
        "coverage",
        "practice",
        "directive",
    ] {
        walk.refuse(table, register, "write it in a file of its own");
    }
    walk.close(table);
    Some(Directive {
        id: id?,
        title: title?,
        number,
        kind: kind?,
        unit,
        tags,
        parties,
        binds,
        relations,
        note,
        sources,
        documents,
        versions,
        events,
    })
}

/// The id of a directive, whose first half is a body on record.
fn identity<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<DirectiveId> {
    let id: DirectiveId = walk.parse(value)?;
    let text = id.to_string();
    let span = walk.place(value, &text, &(0..text.len()));
    walk.define(Sort::Directive, text.clone(), &span);
    let issuer = id.issuer.as_str();
    let span = walk.place(value, &text, &(0..issuer.len()));
    walk.mention(Sort::Organization, issuer, &span);
    Some(id)
}

fn relation<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Relation> {
    let mut table = walk.table(value, "a relation")?;
    let kind = walk.required(
        &mut table,
        "type",
        "type = \"amends\", \"implements\", \"preempts\", \"challenged-under\", \"may-be-same\" or \"related\"",
    );
    let id = walk.needed(&mut table, "id", "id = \"ISSUER/NAME\"");
    let id = id.and_then(|value| parts::reference(walk, value));
    let part = walk.optional_text(&mut table, "part");
    let of = walk.optional_text(&mut table, "of");
    walk.close(&table);
    Some(Relation {
        kind: kind?,
        id: id?,
        part,
        of,
    })
}

fn read_document<'t>(walk: &mut Walk<'t>, mut table: Table<'t>) -> Option<Document> {
    let file = walk.optional_text(&mut table, "file");
    let url = walk.optional_text(&mut table, "url");
    let sum_value = table.get("sha256");
    let sha256 = sum_value.and_then(|value| walk.text(value));
    if let (Some(value), Some(sum)) = (sum_value, sha256)
        && (sum.len() != 64 || !sum.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        walk.fault(
            Fault::new(value.span(), "this is not a SHA-256 sum")
                .cure("write its 64 digits from 0-9 and a-f"),
        );
    }
    let pages = table.get("pages").and_then(|value| walk.number(value));
    let obtained = table.get("obtained").and_then(|value| {
        let mut table = walk.table(value, "\"obtained\"")?;
        let how = walk.needed_text(
            &mut table,
            "how",
            "how = \"site, records request, court file\"",
        );
        let on = walk.optional(&mut table, "on");
        walk.close(&table);
        Some(Obtained { how: how?, on })
    });
    walk.close(&table);
    Some(Document {
        file,
        url,
        sha256: sha256.map(str::to_owned),
        pages,
        obtained,
    })
}

fn version<'t>(
    walk: &mut Walk<'t>,
    cited: &mut Cited,
    documents: &[&str],
    labels: &mut BTreeSet<String>,
    directive: Option<&DirectiveId>,
    value: &'t Value<'t>,
) -> Option<Version> {
    let table = &mut walk.table(value, "a version")?;
    let label = label(walk, table, labels, directive);
    let number = walk.optional_text(table, "number");
    let stage = walk.optional(table, "stage").unwrap_or(Stage::Adopted);
    let dates = table.get("dates");
    let dates = dates.map_or_else(Dates::default, |value| read_dates(walk, cited, value));
    let start = earliest(&dates);
    let ended_value = table.get("ended");
    let ended = ended_value.and_then(|value| parts::ending(walk, cited, value));
    parts::end_in_order(walk, "this version", start, ended.as_ref(), ended_value);
    let review_due = walk.optional(table, "review_due");
    let reviewed = table.get("reviewed");
    let reviewed = walk.each(reviewed, review);
    let expires = walk.optional(table, "expires");
    let text = walk.or_least(table, "text", Seen::None);
    let document = table.get("document").and_then(|value| {
        let name: Slug = walk.parse(value)?;
        if !documents.contains(&name.as_str()) {
            let names = documents.iter().copied();
            let mut fault = unknown("a document of this file", name.as_str(), names);
            if documents.is_empty() {
                fault.cure = Some(format!("describe it under [document.{name}]"));
            }
            walk.fault_in(value, name.as_str(), fault);
        }
        Some(name)
    });
    let silent = table.get("silent");
    let silent = walk.each(silent, parts::topic_or_all);
    let last_checked = walk.optional(table, "last_checked");
    let standing = walk.or_least(table, "standing", Standing::Unknown);
    let authority_value = table.get("authority");
    let authority = walk.each(authority_value, authority);
    let binds = table
        .get("binds")
        .map(|value| parts::bonds(walk, Some(value)));
    let terms = table.get("terms");
    let terms = parts::meanings(walk, terms);
    let suspended_value = table.get("suspended");
    let sources = cited.list(walk, table);
    let note = walk.optional_text(table, "note");
    let rule_value = table.get("rule");
    let rules = rule::rules(walk, cited, rule_value, start);
    // The rules come first: a suspension names them.
    let suspended = walk.each(suspended_value, |walk, item| suspension(walk, &rules, item));
    walk.close(table);
    Some(Version {
        label: label?,
        number,
        stage,
        dates,
        ended,
        review_due,
        reviewed,
        expires,
        text: text?,
        document,
        silent,
        last_checked,
        standing: standing?,
        authority,
        binds,
        terms,
        suspended,
        sources,
        note,
        rules: rules.into_iter().filter_map(|read| read.rule).collect(),
    })
}

fn label<'t>(
    walk: &mut Walk<'t>,
    table: &mut Table<'t>,
    labels: &mut BTreeSet<String>,
    directive: Option<&DirectiveId>,
) -> Option<String> {
    let cure = "label = \"2013-04-01\", unique in its directive and usually its date";
    let value = walk.needed(table, "label", cure)?;
    let text = walk.text(value)?;
    if let Err(fault) = check_label(text) {
        walk.fault_in(value, text, fault);
        return None;
    }
    if !labels.insert(text.to_owned()) {
        let fault = Fault::new(
            0..text.len(),
            format!("another version of this directive has the label \"{text}\""),
        );
        walk.fault_in(
            value,
            text,
            fault.cure("give each version a label of its own"),
        );
    }
    if let Some(id) = directive {
        let span = walk.place(value, text, &(0..text.len()));
        walk.define(Sort::Version, format!("{id}@{text}"), &span);
    }
    Some(text.to_owned())
}

fn read_dates<'t>(walk: &mut Walk<'t>, cited: &mut Cited, value: &'t Value<'t>) -> Dates {
    let Some(mut table) = walk.table(value, "\"dates\"") else {
        return Dates::default();
    };
    let mut claims = |walk: &mut Walk<'t>, key| {
        let value = table.get(key);
        parts::claims(walk, cited, value)
    };
    let dates = Dates {
        adopted: claims(walk, "adopted"),
        signed: claims(walk, "signed"),
        issued: claims(walk, "issued"),
        effective: claims(walk, "effective"),
        published: claims(walk, "published"),
    };
    walk.close(&table);
    dates
}

/// The earliest day on which a version with these dates can begin: that of its effective date, else
/// of the other dates.
fn earliest(dates: &Dates) -> Option<Day> {
    if !dates.effective.is_empty() {
        return hull(&dates.effective).0;
    }
    let others = [
        &dates.adopted,
        &dates.signed,
        &dates.issued,
        &dates.published,
    ];
    let seen = others.into_iter().filter(|claims| !claims.is_empty());
    let days: Option<Vec<Day>> = seen.map(|claims| hull(claims).0).collect();
    days?.into_iter().min()
}

fn review<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Review> {
    let mut table = walk.table(value, "a review")?;
    let on = walk.required(&mut table, "on", "on = \"2015-02\"");
    let result = walk.needed_text(
        &mut table,
        "result",
        "result = \"reaffirmed\" or \"revised\"",
    );
    walk.close(&table);
    Some(Review {
        on: on?,
        result: result?,
    })
}

fn authority<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Authority> {
    let mut table = walk.table(value, "an authority")?;
    let office = walk.needed_text(&mut table, "office", "office = \"Chief of Police\"");
    let person = walk.optional_text(&mut table, "person");
    let act = walk.required(
        &mut table,
        "act",
        "act = \"drafts\", \"adopts\", \"signs\", \"orders\" or \"approves\"",
    );
    let certainty = walk.or_least(&mut table, "certainty", Standing::Unknown);
    walk.close(&table);
    Some(Authority {
        office: office?,
        person,
        act: act?,
        certainty: certainty?,
    })
}

fn suspension<'t>(
    walk: &mut Walk<'t>,
    rules: &[rule::Read],
    value: &'t Value<'t>,
) -> Option<Suspension> {
    let mut table = walk.table(value, "a suspension")?;
    if table.get("from").is_none() {
        walk.missing(&table, "from", "from = \"2015-09-21\"");
    }
    let (from, until) = parts::span(walk, &mut table, "this suspension");
    let by = walk.needed_text(&mut table, "by", "by = \"the court, higher law or party\"");
    let ground = walk.optional_text(&mut table, "ground");
    let lifted_by = walk.optional_text(&mut table, "lifted_by");
    let lifted = walk.optional(&mut table, "lifted");
    let named = table.get("rules");
    let named = walk.each(named, |walk, item| {
        let id: Slug = walk.parse(item)?;
        if !rules.iter().any(|rule| rule.id.as_ref() == Some(&id)) {
            let ids = rules.iter().filter_map(|rule| rule.id.as_ref());
            let fault = unknown("a rule of this version", id.as_str(), ids.map(Slug::as_str));
            walk.fault_in(item, id.as_str(), fault);
        }
        Some(id)
    });
    walk.close(&table);
    Some(Suspension {
        from: from?,
        until,
        by: by?,
        ground,
        lifted_by,
        lifted,
        rules: named,
    })
}
