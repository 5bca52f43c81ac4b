//! The coding guide: every sentence in it can be recorded, and says what the record says that it
//! names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use comity::model::Sentence;
use comity::records;

use crate::common::Home;

/// The sentences of the guide's blocks, each with the rule that it is taken from.
fn sentences() -> Vec<(String, Option<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coding-guide.md");
    let page = std::fs::read_to_string(path).expect("the guide");
    let blocks = page.split("\n```says\n").skip(1);
    blocks
        .flat_map(|rest| rest.split("\n```").next().unwrap_or_default().lines())
        .map(|line| match line.split_once(" # ") {
            Some((sentence, rule)) => (sentence.to_owned(), Some(rule.to_owned())),
            None => (line.to_owned(), None),
        })
        .collect()
}

#[test]
fn every_sentence_of_the_guide_can_be_recorded() {
    let home = Home::starter();
    let sentences = sentences();
    assert!(sentences.len() > 30, "{}", sentences.len());
    let mut args = vec![
        "add",
        "fairfax-county-pd/guide",
        "--title",
        "All sentences of the guide",
        "--type",
        "memo",
        "--effective",
        "2026-01-01",
        "--json",
    ];
    // Two hard cases can come to one sentence; an order does not say it twice.
    let each: BTreeSet<&str> = sentences
        .iter()
        .map(|(sentence, _)| sentence.as_str())
        .collect();
    for sentence in each {
        args.extend(["--rule", sentence]);
    }
    let _added = home.run(&args).answer();
    let shown = home
        .run(&["show", "fairfax-county-pd/guide", "--json"])
        .answer();
    for (sentence, _) in &sentences {
        let read: Sentence = sentence.parse().expect("a sentence");
        // As it is printed back, so that the guide teaches the one form.
        assert_eq!(read.to_string(), *sentence);
        assert!(shown.contains(sentence.as_str()), "{sentence}: {shown}");
    }
}

#[test]
fn a_sentence_that_names_its_rule_is_that_rule() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let reading = records::read_path(&corpus).expect("the corpus");
    let mut known = BTreeMap::new();
    for directive in &reading.records.directives {
        for version in &directive.versions {
            for rule in &version.rules {
                let name = format!("{}@{}#{}", directive.id, version.label, rule.id);
                known.insert(name, rule.says.to_string());
            }
        }
    }
    let named: Vec<(String, String)> = sentences()
        .into_iter()
        .filter_map(|(sentence, rule)| Some((rule?, sentence)))
        .collect();
    assert!(named.len() > 20, "{}", named.len());
    for (rule, sentence) in named {
        assert_eq!(known.get(&rule), Some(&sentence), "{rule}");
    }
}

#[test]
fn every_hard_case_has_its_part() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coding-guide.md");
    let page = std::fs::read_to_string(path).expect("the guide");
    for number in 1..=19 {
        assert!(page.contains(&format!("\n### {number}. ")), "{number}");
    }
}
