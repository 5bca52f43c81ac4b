//! The view of a directive as a page for people, and as rows.

use super::Show;
use super::view::*;
use crate::model::date::long_day;
use crate::report::{Block, Cell, Page, Pair, Table, words};

/// Pairs of which empty ones are left out.
#[derive(Default)]
struct Pairs(Vec<Pair>);

impl Pairs {
    fn add(&mut self, label: &str, text: impl IntoIterator<Item = String>) {
        let text: Vec<String> = text.into_iter().collect();
        if !text.is_empty() {
            self.0.push(Pair::many(label, text));
        }
    }

    fn into_block(self) -> Option<Block> {
        (!self.0.is_empty()).then_some(Block::Pairs(self.0))
    }
}

pub(super) fn page(show: &Show) -> Page {
    let view = &show.view;
    let title = match &view.number {
        Some(number) if *number != view.title => format!("{number}, {}", view.title),
        _ => view.title.clone(),
    };
    let mut page = Page {
        title,
        ..Page::default()
    };
    let day = long_day(show.on);
    page.blocks
        .push(Block::Lead(vec![format!("On {day}: {}.", view.status)]));
    page.blocks.extend(head(view).into_block());
    if let Some(version) = &view.version {
        version_blocks(view, version, &mut page.blocks);
    }
    other_versions(view, &mut page.blocks);
    chain(view, &mut page.blocks);
    events(view, &mut page.blocks);
    sources(view, &mut page.blocks);
    documents(view, &mut page.blocks);
    page.foot.push(match show.operation {
        Some(operation) => format!("As recorded for {day}. Operation {operation}."),
        None => format!("As recorded for {day}."),
    });
    page.next = next(show);
    page
}

fn next(show: &Show) -> Vec<String> {
    let mut next = Vec::new();
    let on = show.on;
    if let Some(ask) = &show.ask {
        let body = &ask.body;
        if let Some(topic) = &ask.topic {
            let toward = ask
                .counterpart
                .as_ref()
                .map_or(String::new(), |key| format!(" --for {key}"));
            next.push(format!("comity ask {body} {topic}{toward} --on {on}"));
        }
        next.push(format!("comity compare {body} --on {on}"));
    }
    let shown = show.view.version.as_ref().map(|version| &version.label);
    if let Some(other) = show
        .view
        .versions
        .iter()
        .rfind(|line| Some(&line.label) != shown)
    {
        next.push(format!(
            "comity show {}@{} --on {on}",
            show.view.id, other.label
        ));
    }
    if next.is_empty() {
        next.push(format!("comity list {} --on {on}", show.view.issuer));
    }
    next
}

fn head(view: &DirectiveView) -> Pairs {
    let mut pairs = Pairs::default();
    pairs.add("id", [view.id.clone()]);
    pairs.add("type", [view.kind_words.clone()]);
    pairs.add("issued by", [view.issuer_name.clone()]);
    pairs.add("unit", view.unit.clone());
    pairs.add(
        "parties",
        view.parties.iter().map(|party| party.name.clone()),
    );
    pairs.add("binds", bonds(&view.binds));
    if !view.tags.is_empty() {
        pairs.add("tags", [view.tags.join(", ")]);
    }
    pairs.add("note", view.note.clone());
    pairs
}

/// Who is bound, each with who says so where it is disputed.
fn bonds(list: &[BondView]) -> Vec<String> {
    if list.is_empty() {
        return vec!["nobody on record".to_owned()];
    }
    let lines = list.iter().flat_map(|bond| {
        let claims = bond.disputed.iter().map(|claim| claim.text.clone());
        std::iter::once(bond.text.clone()).chain(claims)
    });
    lines.collect()
}

fn version_blocks(view: &DirectiveView, version: &VersionView, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(capital(&match &version.number {
        Some(number) => format!("{}, printed as {number}", version.name),
        None => version.name.clone(),
    })));
    let mut pairs = Pairs::default();
    if version.status != view.status || view.versions.len() > 1 {
        pairs.add("status", [version.status.clone()]);
    }
    for act in ["adopted", "signed", "issued", "effective", "published"] {
        let claims = version.dates.get(act).into_iter().flatten();
        pairs.add(act, claims.map(|claim| dated(view, claim)));
    }
    pairs.add("start", version.start_note.clone());
    if let Some(ended) = &version.ended {
        pairs.add("end", ending(view, ended));
    }
    pairs.add(
        "suspended",
        version
            .suspended
            .iter()
            .map(|hold| match hold.rules.as_slice() {
                [] => hold.text.clone(),
                rules => format!("{}: {} only", hold.text, rules.join(", ")),
            }),
    );
    let known = words_of_knowledge(version);
    pairs.add("known from", [known]);
    pairs.add("issued by", authority(version));
    pairs.add(
        "last checked",
        [version
            .words
            .last_checked
            .clone()
            .unwrap_or_else(|| "never".to_owned())],
    );
    pairs.add("expires", version.words.expires.clone());
    pairs.add("review due", version.words.review_due.clone());
    pairs.add(
        "reviewed",
        version.reviewed.iter().map(|review| review.text.clone()),
    );
    if let Some(list) = &version.binds {
        pairs.add("binds", bonds(list));
    }
    pairs.add("words", meanings(&version.terms));
    if !version.silent.is_empty() {
        let topics: Vec<String> = version
            .silent
            .iter()
            .map(|topic| topic.text.clone())
            .collect();
        pairs.add(
            "silent",
            [format!("text read, says nothing on: {}", topics.join("; "))],
        );
    }
    pairs.add("copy read", version.document.clone());
    pairs.add("sources", refer(view, &version.sources));
    pairs.add("note", version.note.clone());
    blocks.extend(pairs.into_block());
    blocks.push(Block::Heading(words::count(version.rules.len(), "rule")));
    if version.rules.is_empty() {
        blocks.push(Block::Paragraph(no_rules(version)));
    }
    for rule in &version.rules {
        blocks.extend(rule_pairs(view, rule).into_block());
    }
}

/// An empty list of rules must not read like permission.
fn no_rules(version: &VersionView) -> String {
    match (
        version.text,
        version.silent.iter().any(|it| it.topic == "all"),
    ) {
        (_, true) => "The text was read and holds no rule of conduct on these topics.",
        ("full", _) => "No rule of this text is recorded.",
        _ => "The text was not seen in full: what it requires, permits or prohibits is not known.",
    }
    .to_owned()
}

fn words_of_knowledge(version: &VersionView) -> String {
    let standing = version.words.standing;
    if version.text == "none" && standing == "text seen" {
        // Documented by another text that names it, such as a revision history.
        return "a document that names it; its own text not seen".to_owned();
    }
    if standing == "text seen" {
        return version.words.seen.clone();
    }
    format!("{standing}; {}", version.words.seen)
}

fn authority(version: &VersionView) -> Vec<String> {
    if version.authority.is_empty() {
        return vec!["not known".to_owned()];
    }
    version
        .authority
        .iter()
        .map(|authority| authority.text.clone())
        .collect()
}

fn meanings(terms: &[MeaningView]) -> Vec<String> {
    terms
        .iter()
        .map(|meaning| format!("\"{}\" here: {}", meaning.words, meaning.here))
        .collect()
}

/// A date with its source.
fn dated(view: &DirectiveView, claim: &DateView) -> String {
    match refer(view, claim.source.as_slice()).first() {
        Some(source) => format!("{}, says {source}", claim.text),
        None => claim.text.clone(),
    }
}

fn ending(view: &DirectiveView, ended: &EndView) -> Vec<String> {
    let sourced = ended
        .on
        .iter()
        .filter(|claim| claim.source.is_some())
        .map(|claim| dated(view, claim));
    std::iter::once(ended.text.clone()).chain(sourced).collect()
}

/// Sources by their numbers in the list of sources, on one line: "[1] [3]".
fn refer(view: &DirectiveView, names: &[String]) -> Vec<String> {
    let numbered: Vec<String> = names
        .iter()
        .map(|name| {
            let at = view.sources.iter().position(|source| source.name == *name);
            at.map_or_else(|| name.clone(), |at| format!("[{}]", at + 1))
        })
        .collect();
    if numbered.is_empty() {
        Vec::new()
    } else {
        vec![numbered.join(" ")]
    }
}

fn rule_pairs(view: &DirectiveView, rule: &RuleView) -> Pairs {
    let mut pairs = Pairs::default();
    let place = match (&rule.cite, rule.page) {
        (Some(cite), Some(page)) => format!("{cite}, page {page}"),
        (Some(cite), None) => cite.clone(),
        (None, Some(page)) => format!("page {page}, section not known"),
        (None, None) => "section not known".to_owned(),
    };
    pairs.add("says", [rule.text.clone()]);
    pairs.add("at", [place]);
    pairs.add("status", rule.status.clone());
    pairs.add("in short", rule.summary.clone());
    pairs.add(
        "own words",
        rule.words.as_ref().map(|words| format!("\"{words}\"")),
    );
    pairs.add("verb", rule.modality.clone());
    pairs.add("steps", numbered(&rule.steps));
    pairs.add("on breach", rule.consequence.clone());
    if let Some(list) = &rule.binds {
        pairs.add("binds", bonds(list));
    }
    pairs.add("from", rule.from.iter().map(|claim| dated(view, claim)));
    if let Some(ended) = &rule.ended {
        pairs.add("end", ending(view, ended));
    }
    pairs.add("words", meanings(&rule.terms));
    pairs.add("known from", rule.standing_words.map(str::to_owned));
    pairs.add("sources", refer(view, &rule.sources));
    pairs.add("note", rule.note.clone());
    pairs.add("rule", [rule.id.clone()]);
    pairs
}

fn numbered(steps: &[StepView]) -> Vec<String> {
    match steps {
        [one] => vec![one.text.clone()],
        many => many
            .iter()
            .enumerate()
            .map(|(at, step)| format!("{}. {}", at + 1, step.text))
            .collect(),
    }
}

fn other_versions(view: &DirectiveView, blocks: &mut Vec<Block>) {
    let shown = view.version.as_ref().map(|version| &version.label);
    let others: Vec<&VersionLine> = view
        .versions
        .iter()
        .filter(|line| Some(&line.label) != shown)
        .collect();
    if others.is_empty() {
        return;
    }
    blocks.push(Block::Heading("Other versions".to_owned()));
    let head = ["Version", "In force", "Rules", "Standing"];
    blocks.push(Block::Table(Table {
        head: head.map(str::to_owned).to_vec(),
        rows: others
            .into_iter()
            .map(|line| {
                [
                    line.name.clone(),
                    line.status.clone(),
                    line.rules.to_string(),
                    line.standing_words.to_owned(),
                ]
                .map(Cell::plain)
                .to_vec()
            })
            .collect(),
        airy: false,
    }));
}

fn chain(view: &DirectiveView, blocks: &mut Vec<Block>) {
    let mut pairs: Vec<Pair> = Vec::new();
    for link in &view.chain {
        match pairs.iter_mut().find(|pair| pair.label == link.label) {
            Some(pair) => pair.text.push(link.text.clone()),
            None => pairs.push(Pair::new(link.label, link.text.clone())),
        }
    }
    if !pairs.is_empty() {
        blocks.push(Block::Heading("How it stands to other texts".to_owned()));
        blocks.push(Block::Pairs(pairs));
    }
}

fn events(view: &DirectiveView, blocks: &mut Vec<Block>) {
    if view.events.is_empty() {
        return;
    }
    blocks.push(Block::Heading("Events".to_owned()));
    blocks.push(Block::Pairs(
        view.events
            .iter()
            .map(|event| {
                let refer = refer(view, &event.sources).concat();
                let line = format!("{}: {} {refer}", event.kind, event.what);
                Pair::new(event.day.clone(), line.trim_end())
            })
            .collect(),
    ));
}

fn sources(view: &DirectiveView, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("Sources".to_owned()));
    if view.sources.is_empty() {
        blocks.push(Block::Paragraph("None on record.".to_owned()));
        return;
    }
    let pair = |(at, source): (usize, &SourceView)| {
        let supports = source.supports.as_ref().map(|it| format!("supports: {it}"));
        let archived = source.archived.as_ref();
        let archived = archived.map(|it| format!("copy: {}", words::address(it)));
        let lines = [
            Some(source.long.clone()),
            supports,
            source.url.as_deref().map(words::address),
            archived,
        ];
        Pair::many(
            format!("[{}]", at + 1),
            lines.into_iter().flatten().collect(),
        )
    };
    blocks.push(Block::Pairs(
        view.sources.iter().enumerate().map(pair).collect(),
    ));
}

fn documents(view: &DirectiveView, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("Copies of the text".to_owned()));
    if view.documents.is_empty() {
        blocks.push(Block::Paragraph("None on record.".to_owned()));
        return;
    }
    let pair = |document: &DocumentView| {
        let pages = document
            .pages
            .map(|pages| words::count(pages.try_into().unwrap_or(usize::MAX), "page"));
        let obtained = document
            .obtained
            .as_ref()
            .map(|how| format!("obtained: {how}"));
        let hash = document.sha256.as_ref().map(|sum| format!("SHA-256 {sum}"));
        let copy = document.copy_words.map(str::to_owned);
        let lines = [
            document.file.clone(),
            copy,
            document.url.as_deref().map(words::address),
            pages,
            obtained,
            hash,
        ];
        Pair::many(document.name.clone(), lines.into_iter().flatten().collect())
    };
    blocks.push(Block::Pairs(view.documents.iter().map(pair).collect()));
}

/// The text with its first letter large.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
