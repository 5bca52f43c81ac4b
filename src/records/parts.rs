//! The parts that several records have: dates, ends, bonds, sources, events, meanings of words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::origin::Sort;
use super::walk::{Table, Value, Walk};
use crate::model::{
    Bond, Claim, Date, DateClaim, DateText, Day, EndHow, Ending, Event, Fault, Reference, Scope,
    Sentence, Slug, Source, SourceKind, date::hull, unknown,
};
use toml::de::DeValue;

/// The names of the sources of a file, for "did you mean" and to find those that are cited.
#[derive(Default)]
pub(super) struct Cited {
    names: BTreeSet<String>,
    /// The sources that something cited.
    pub(super) used: BTreeSet<Slug>,
}

impl Cited {
    /// Takes the names of all sources, those with faults too.
    pub(super) fn new(source: Option<&Value<'_>>) -> Self {
        let names = match source.map(|value| value.get_ref()) {
            Some(DeValue::Table(table)) => {
                table.keys().map(|key| key.get_ref().to_string()).collect()
            }
            _ => BTreeSet::new(),
        };
        Self {
            names,
            used: BTreeSet::new(),
        }
    }

    /// A source by its name in the file.
    pub(super) fn one<'t>(&mut self, walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Slug> {
        let slug: Slug = walk.parse(value)?;
        if !self.names.contains(slug.as_str()) {
            let names = self.names.iter().map(String::as_str);
            let mut fault = unknown("a source of this file", slug.as_str(), names);
            if self.names.is_empty() {
                fault.cure = Some(format!("describe it under [source.{slug}]"));
            }
            walk.fault_in(value, slug.as_str(), fault);
            return None;
        }
        self.used.insert(slug.clone());
        Some(slug)
    }

    /// The list under the key `sources`.
    pub(super) fn list<'t>(&mut self, walk: &mut Walk<'t>, table: &mut Table<'t>) -> Vec<Slug> {
        let value = table.get("sources");
        walk.each(value, |walk, item| self.one(walk, item))
    }
}

/// The sources of a file, by name.
pub(super) fn sources<'t>(
    walk: &mut Walk<'t>,
    value: Option<&'t Value<'t>>,
) -> BTreeMap<Slug, Source> {
    named(walk, value, "a source", |walk, mut table| {
        let title = walk.needed_text(&mut table, "title", "title = \"...\"");
        let publisher = walk.optional_text(&mut table, "publisher");
        let url = walk.optional_text(&mut table, "url");
        let archived = walk.optional_text(&mut table, "archived");
        let date = walk.optional(&mut table, "date");
        let kind = walk.or_least(&mut table, "kind", SourceKind::Secondary);
        let supports = walk.optional_text(&mut table, "supports");
        walk.close(&table);
        Some(Source {
            title: title?,
            publisher,
            url,
            archived,
            date,
            kind: kind?,
            supports,
        })
    })
}

/// A table of tables whose keys are names of the file: `[source.NAME]`, `[document.NAME]`.
pub(super) fn named<'t, T>(
    walk: &mut Walk<'t>,
    value: Option<&'t Value<'t>>,
    what: &'static str,
    read: impl Fn(&mut Walk<'t>, Table<'t>) -> Option<T>,
) -> BTreeMap<Slug, T> {
    let Some(table) = value.and_then(|value| walk.table(value, "a table of names")) else {
        return BTreeMap::new();
    };
    let mut all = BTreeMap::new();
    for (key, span, value) in table.entries() {
        let name = slug_key(walk, key, &span);
        let read = walk.table(value, what).and_then(|table| read(walk, table));
        if let (Some(name), Some(read)) = (name, read) {
            all.insert(name, read);
        }
    }
    all
}

/// A key of the file that is a name.
pub(super) fn slug_key(walk: &mut Walk<'_>, key: &str, span: &Range<usize>) -> Option<Slug> {
    match key.parse() {
        Ok(slug) => Some(slug),
        Err(fault) => {
            let fault: Fault = fault;
            // The characters of a quoted key are not where the key begins.
            walk.fault(Fault {
                span: span.clone(),
                ..fault
            });
            None
        }
    }
}

/// One date, or a list of rival ones: `"2019"`, or `[{ on = "2019", source = "x", certainty = "disputed" }]`.
pub(super) fn claims<'t>(
    walk: &mut Walk<'t>,
    cited: &mut Cited,
    value: Option<&'t Value<'t>>,
) -> Vec<DateClaim> {
    match value.map(|value| (value, value.get_ref())) {
        None => Vec::new(),
        Some((_, DeValue::Array(items))) => items
            .iter()
            .filter_map(|item| claim(walk, cited, item))
            .collect(),
        Some((value, _)) => claim(walk, cited, value).into_iter().collect(),
    }
}

fn claim<'t>(walk: &mut Walk<'t>, cited: &mut Cited, value: &'t Value<'t>) -> Option<DateClaim> {
    if !matches!(value.get_ref(), DeValue::Table(_)) {
        return walk.parse(value).map(DateClaim::plain);
    }
    let mut table = walk.table(value, "a date with its source")?;
    let on = walk.required(&mut table, "on", "on = \"2019-07-12\"");
    let source = table.get("source").and_then(|value| cited.one(walk, value));
    let certainty = walk.optional(&mut table, "certainty");
    walk.close(&table);
    Some(DateClaim {
        on: on?,
        source,
        certainty,
    })
}

/// The end of a version or rule.
pub(super) fn ending<'t>(
    walk: &mut Walk<'t>,
    cited: &mut Cited,
    value: &'t Value<'t>,
) -> Option<Ending> {
    let mut table = walk.table(value, "an end")?;
    let on_value = table.get("on");
    let on = claims(walk, cited, on_value);
    let how = walk.required(
        &mut table,
        "how",
        "how = \"superseded\", \"amended\", \"rescinded\", \"repealed\", \"expired\", \"terminated\" or \"void\"",
    );
    let by_value = table.get("by");
    let by = by_value.and_then(|value| reference(walk, value));
    let certainty = walk.optional(&mut table, "certainty");
    walk.close(&table);
    if on_value.is_none() && by_value.is_none() && how.is_some_and(|how| how != EndHow::Void) {
        walk.missing(
            &table,
            "on",
            "on = \"2019-07-12\", or on = \"..\" where the day is not known",
        );
    }
    Some(Ending {
        on,
        how: how?,
        by,
        certainty,
    })
}

/// A directive, or one version of it, that must be on record.
pub(super) fn reference<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Reference> {
    let reference: Reference = walk.parse(value)?;
    let text = reference.to_string();
    if let Some(rule) = &reference.rule {
        let start = text.len() - rule.as_str().len() - 1;
        let fault = Fault::new(start..text.len(), "one rule cannot be named here")
            .cure("name the directive, or one version of it as ID@LABEL");
        walk.fault_in(value, &text, fault);
        return None;
    }
    let span = walk.place(value, &text, &(0..text.len()));
    walk.mention(Sort::Directive, &text, &span);
    Some(reference)
}

/// Notes a span of time that ends before it begins: where the latest day of its end is before the
/// earliest of its beginning. `value` is where the end is written.
pub(super) fn in_order(
    walk: &mut Walk<'_>,
    what: &str,
    from: Option<Day>,
    until: Option<Day>,
    value: Option<&Value<'_>>,
) {
    if let (Some(from), Some(until), Some(value)) = (from, until, value)
        && until < from
    {
        walk.fault(
            Fault::new(
                value.span(),
                format!("{what} ends before it begins: it begins on {from} at the earliest"),
            )
            .cure("check both dates"),
        );
    }
}

/// `from` and `until` of a table, both optional, in order.
pub(super) fn span<'t>(
    walk: &mut Walk<'t>,
    table: &mut Table<'t>,
    what: &str,
) -> (Option<Date>, Option<Date>) {
    let from: Option<Date> = walk.optional(table, "from");
    let until: Option<Date> = walk.optional(table, "until");
    in_order(
        walk,
        what,
        from.and_then(|date| date.earliest()),
        until.and_then(|date| date.latest()),
        table.get("until"),
    );
    (from, until)
}

/// Notes an end that lies before `start`, the earliest day of what it ends. A void version was
/// never in force, so its end may lie before its start.
pub(super) fn end_in_order(
    walk: &mut Walk<'_>,
    what: &str,
    start: Option<Day>,
    ended: Option<&Ending>,
    value: Option<&Value<'_>>,
) {
    let Some(ended) = ended.filter(|ended| ended.how != EndHow::Void) else {
        return;
    };
    let on = value.and_then(|value| match value.get_ref() {
        DeValue::Table(table) => table.get("on"),
        _ => None,
    });
    in_order(walk, what, start, hull(&ended.on).1, on);
}

/// Whom something binds.
pub(super) fn bonds<'t>(walk: &mut Walk<'t>, value: Option<&'t Value<'t>>) -> Vec<Bond> {
    walk.each(value, bond)
}

fn bond<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Bond> {
    let mut table = walk.table(value, "an item of \"binds\"")?;
    let org = table.get("org");
    let of = table.get("of");
    let within = table.get("within");
    let scope = match (org, of, within) {
        (Some(value), None, None) => walk.name(value, Sort::Organization).map(Scope::Org),
        (None, Some(value), None) => walk.name(value, Sort::Place).map(Scope::Of),
        (None, None, Some(value)) => walk.name(value, Sort::Place).map(Scope::Within),
        (None, None, None) => {
            walk.missing(&table, "org", "org = BODY, of = PLACE or within = PLACE");
            None
        }
        _ => {
            let fault = Fault::new(
                table.span.clone(),
                "an item of \"binds\" has one of org, of and within",
            );
            walk.fault(fault.cure("make an item of each"));
            None
        }
    };
    let kinds = walk.names(&mut table, "kinds", Sort::Kind);
    let role = walk.optional_name(&mut table, "role", Sort::Role);
    let disputed = table.get("disputed");
    let disputed = walk.each(disputed, dispute);
    walk.close(&table);
    Some(Bond {
        scope: scope?,
        kinds,
        role,
        disputed,
    })
}

fn dispute<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Claim> {
    let mut table = walk.table(value, "a claim")?;
    let by = walk.needed_text(&mut table, "by", "by = \"who says so\"");
    let says = walk.required(&mut table, "says", "says = \"binds\" or \"does not bind\"");
    let ground = walk.optional_text(&mut table, "ground");
    let since = walk.optional(&mut table, "since").map(DateText);
    walk.close(&table);
    Some(Claim {
        by: by?,
        says: says?,
        ground,
        since,
    })
}

/// What words of the codebook mean in this text: `terms = { WORD = "meaning" }`.
pub(super) fn meanings<'t>(
    walk: &mut Walk<'t>,
    value: Option<&'t Value<'t>>,
) -> BTreeMap<Slug, String> {
    let Some(table) = value.and_then(|value| walk.table(value, "\"terms\"")) else {
        return BTreeMap::new();
    };
    let mut all = BTreeMap::new();
    for (key, span, value) in table.entries() {
        let word = slug_key(walk, key, &span);
        let meaning = walk.text(value);
        if let (Some(word), Some(meaning)) = (word, meaning) {
            walk.mention(Sort::Word, word.as_str(), &span);
            all.insert(word, meaning.to_owned());
        }
    }
    all
}

/// A topic, or `all`.
pub(super) fn topic_or_all<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Slug> {
    let topic: Slug = walk.parse(value)?;
    if topic == "all" {
        return Some(topic);
    }
    walk.name(value, Sort::Topic)
}

/// A sentence, with its words noted as names that must be on record.
pub(super) fn sentence<'t>(walk: &mut Walk<'t>, table: &mut Table<'t>) -> Option<Sentence> {
    let value = walk.needed(table, "says", "says = \"EFFECT TOPIC ...\"")?;
    let text = walk.text(value)?;
    match Sentence::read(text) {
        Ok((sentence, mentions)) => {
            for mention in mentions {
                let sort = match mention.noun {
                    crate::model::Noun::Topic => Sort::Topic,
                    crate::model::Noun::Counterpart => Sort::Counterpart,
                    crate::model::Noun::Role => Sort::Role,
                    crate::model::Noun::Condition => Sort::Condition,
                };
                let span = walk.place(value, text, &mention.span);
                walk.mention(sort, mention.key.as_str(), &span);
            }
            Some(sentence)
        }
        Err(fault) => {
            walk.fault_in(value, text, fault);
            None
        }
    }
}

/// An event, of a directive or of a body; the keys of the table are closed by the caller.
pub(super) fn event<'t>(
    walk: &mut Walk<'t>,
    cited: &mut Cited,
    table: &mut Table<'t>,
) -> Option<Event> {
    let on = walk.required(table, "on", "on = \"2019-07-12\"");
    let kind = walk.required(
        table,
        "kind",
        "kind = \"incident\", \"discipline\", \"audit\", \"lawsuit\", \"ruling\", \"report\" or \"statement\"",
    );
    let topic = walk.optional_name(table, "topic", Sort::Topic);
    let what = walk.needed_text(table, "what", "what = \"what happened\"");
    let sources = cited.list(walk, table);
    Some(Event {
        on: on?,
        kind: kind?,
        topic,
        what: what?,
        sources,
    })
}
