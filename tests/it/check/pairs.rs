//! For each check a record that it finds and a twin that it leaves alone.

use super::records::{
    BODIES, DIR, PLACES, TEXT, copy, department, order, rule, sql, text, two, write,
};
use crate::common::Home;

/// A check with what it finds and what it leaves alone.
pub(super) struct Pair {
    pub(super) code: &'static str,
    /// A part of the record that is found.
    pub(super) record: &'static str,
    pub(super) bad: fn(&Home),
    pub(super) twin: fn(&Home),
    pub(super) args: &'static [&'static str],
}

const FILES: &[&str] = &[DIR];

/// A pair about the record file `x.toml`.
const fn of_text(code: &'static str, bad: fn(&Home), twin: fn(&Home)) -> Pair {
    Pair {
        code,
        record: "/x",
        bad,
        twin,
        args: FILES,
    }
}

/// Every pair.
pub(super) const PAIRS: &[Pair] = &[
    of_text(
        "dates-out-of-order",
        |home| {
            text(
                home,
                &[(
                    "issued = \"2020-01-01\"",
                    "adopted = \"2020-01-03\", signed = \"2020-01-02\"",
                )],
            );
        },
        |home| {
            text(
                home,
                &[(
                    "issued = \"2020-01-01\"",
                    "adopted = \"2020-01\", signed = \"2020-01-02\"",
                )],
            );
        },
    ),
    Pair {
        code: "end-by-missing",
        record: "fairfax-county-pd/go-601@2013-04-01#act-on-admin-warrant",
        bad: |home| {
            sql(
                home,
                "UPDATE rule SET ended_by = 'fairfax-county-pd/gone' WHERE ended_by = 'fairfax-county-pd/go-604'",
            );
        },
        twin: |_| {},
        args: &[],
    },
    of_text(
        "end-by-later",
        |home| {
            two(
                home,
                &[(
                    "text = \"full\"",
                    "ended = { on = \"2021\", how = \"superseded\", by = \"chicago-pd/x@second\" }\ntext = \"full\"",
                )],
            );
        },
        |home| {
            two(
                home,
                &[(
                    "text = \"full\"",
                    "ended = { on = \"2022\", how = \"superseded\", by = \"chicago-pd/x@second\" }\ntext = \"full\"",
                )],
            );
        },
    ),
    of_text(
        "versions-overlap",
        |home| {
            two(
                home,
                &[(
                    "text = \"full\"",
                    "ended = { on = \"2022-02\", how = \"rescinded\" }\ntext = \"full\"",
                )],
            );
        },
        |home| {
            two(
                home,
                &[(
                    "text = \"full\"",
                    "ended = { on = \"2022-01\", how = \"rescinded\" }\ntext = \"full\"",
                )],
            );
        },
    ),
    of_text(
        "rule-outside-version",
        |home| {
            text(
                home,
                &[
                    (
                        "text = \"full\"",
                        "ended = { on = \"2021\", how = \"rescinded\" }\ntext = \"full\"",
                    ),
                    ("summary", "from = \"2022\"\nsummary"),
                ],
            );
        },
        |home| {
            text(
                home,
                &[
                    (
                        "text = \"full\"",
                        "ended = { on = \"2021\", how = \"rescinded\" }\ntext = \"full\"",
                    ),
                    ("summary", "from = \"2021\"\nsummary"),
                ],
            );
        },
    ),
    of_text(
        "when-never",
        |home| {
            text(
                home,
                &[("unless judicial-warrant", "when booked unless in-custody")],
            );
        },
        |home| {
            text(
                home,
                &[("unless judicial-warrant", "when in-custody unless booked")],
            );
        },
    ),
    Pair {
        code: "orphan-row",
        record: "bond",
        bad: |home| {
            sql(
                home,
                "DELETE FROM organization WHERE id = 'travis-county-sheriff'",
            );
        },
        twin: |home| sql(home, "DELETE FROM organization WHERE id = 'no-such-body'"),
        args: &[],
    },
    of_text(
        "standing-above-sources",
        |home| text(home, &[("kind = \"primary\"", "kind = \"press\"")]),
        |home| {
            text(
                home,
                &[
                    ("kind = \"primary\"", "kind = \"press\""),
                    ("standing = \"documented\"", "standing = \"reported\""),
                ],
            );
        },
    ),
    of_text(
        "date-missing",
        |home| {
            text(
                home,
                &[(
                    "dates = { issued = \"2020-01-01\", effective = \"2020-01-05\" }\n",
                    "",
                )],
            );
        },
        |home| {
            text(
                home,
                &[(
                    "{ issued = \"2020-01-01\", effective = \"2020-01-05\" }",
                    "{ published = \"2020\" }",
                )],
            );
        },
    ),
    of_text(
        "effective-date-missing",
        |home| {
            text(
                home,
                &[
                    ("general-order", "ordinance"),
                    (", effective = \"2020-01-05\"", ""),
                ],
            );
        },
        |home| text(home, &[(", effective = \"2020-01-05\"", "")]),
    ),
    of_text(
        "amendment-drops-rule",
        |home| {
            two(
                home,
                &[(
                    "id = \"hold\"\nsays = \"prohibits hold-on-detainer for ice unless judicial-warrant\"\nsummary",
                    "id = \"ask\"\nsays = \"prohibits inquire-status\"\nsummary",
                )],
            );
        },
        |home| {
            two(
                home,
                &[
                    (
                        "id = \"hold\"\nsays = \"prohibits hold-on-detainer for ice unless judicial-warrant\"\nsummary",
                        "id = \"ask\"\nsays = \"prohibits inquire-status\"\nsummary",
                    ),
                    (
                        "effective = \"2022-01-01\" }\n",
                        "effective = \"2022-01-01\" }\nsilent = [\"inquire-status\"]\n",
                    ),
                ],
            );
        },
    ),
    of_text(
        "only-swallows",
        |home| {
            rule(
                home,
                "any",
                "permits hold-for-immigration for ice only when criminal-warrant",
            );
        },
        |home| {
            rule(
                home,
                "any",
                "permits hold-for-immigration for ice when criminal-warrant",
            );
        },
    ),
    of_text(
        "narrow-act-broad-topic",
        |home| rule(home, "any", "prohibits hold-on-detainer for any-federal"),
        |home| rule(home, "any", "prohibits hold-on-detainer for cbp"),
    ),
    of_text(
        "rule-never-decides",
        |home| {
            rule(
                home,
                "late",
                "prohibits hold-on-detainer for ice unless judicial-warrant",
            );
        },
        |home| {
            rule(
                home,
                "late",
                "prohibits hold-on-detainer for ice unless criminal-warrant",
            );
        },
    ),
    of_text(
        "term-unexplained",
        |home| text(home, &[("judicial-warrant", "listed-charge")]),
        |home| {
            text(
                home,
                &[
                    ("judicial-warrant", "listed-charge"),
                    ("summary", "terms = { listed-charge = \"arson\" }\nsummary"),
                ],
            );
        },
    ),
    of_text(
        "directive-unbound",
        |home| {
            let unbound = TEXT.replace("binds = [{ org = \"chicago-pd\" }]\n", "");
            let (bare, _) = unbound.split_once("[[version.rule]]").expect("a rule");
            write(home, &format!("{DIR}/x.toml"), bare);
        },
        |home| {
            let (bare, _) = TEXT.split_once("[[version.rule]]").expect("a rule");
            write(home, &format!("{DIR}/x.toml"), bare);
        },
    ),
    of_text(
        "rule-without-source",
        |home| text(home, &[("sources = [\"text\"]\n", "")]),
        |home| {
            text(
                home,
                &[
                    ("sources = [\"text\"]\n", ""),
                    ("summary", "sources = [\"text\"]\nsummary"),
                ],
            );
        },
    ),
    of_text(
        "link-no-address",
        |home| {
            text(
                home,
                &[("https://police.example/x.pdf", "police.example/x.pdf")],
            );
        },
        |home| {
            text(
                home,
                &[(
                    "https://police.example/x.pdf",
                    "http://police.example:80?x=y",
                )],
            );
        },
    ),
    Pair {
        code: "list-link-no-address",
        record: "coverage source letter",
        bad: |home| {
            department(
                home,
                &[("https://police.example/letter.pdf", "https://letter")],
            );
        },
        twin: |home| department(home, &[]),
        args: FILES,
    },
    Pair {
        code: "coverage-contradicts",
        record: "coverage blue-moon-pd",
        bad: |home| {
            department(home, &[]);
            order(home);
        },
        // On another topic, or before the order, it contradicts nothing.
        twin: |home| {
            department(home, &[("asked = \"2021-03\"", "asked = \"2019-03\"")]);
            order(home);
        },
        args: FILES,
    },
    of_text(
        "silence-contradicts",
        |home| {
            text(
                home,
                &[(
                    "text = \"full\"",
                    "text = \"full\"\nsilent = [\"hold-on-detainer\"]",
                )],
            );
        },
        |home| {
            text(
                home,
                &[(
                    "text = \"full\"",
                    "text = \"full\"\nsilent = [\"transport\"]",
                )],
            );
        },
    ),
    of_text(
        "opinion-word",
        |home| {
            text(
                home,
                &[("Nobody is held", "In a reckless way nobody is held")],
            );
        },
        |home| {
            text(
                home,
                &[("Nobody is held", "For reckless-driving nobody is held")],
            );
        },
    ),
    Pair {
        code: "document-gone",
        record: "chicago-pd/x",
        bad: |home| copy(home, None),
        twin: |home| copy(home, Some("read")),
        args: &[DIR, "--copies", "copies"],
    },
    Pair {
        code: "document-changed",
        record: "chicago-pd/x",
        bad: |home| copy(home, Some("read and changed")),
        twin: |home| copy(home, Some("read")),
        args: &[DIR, "--copies", "copies"],
    },
    Pair {
        code: "rows-outside",
        record: "table place",
        bad: |home| {
            sql(
                home,
                "UPDATE place SET name = 'Chicago!' WHERE id = 'us-il-chicago'",
            );
        },
        twin: |_| {},
        args: &[],
    },
    of_text(
        "source-unused",
        |home| {
            text(
                home,
                &[(
                    "[[version]]",
                    "[source.other]\ntitle = \"Other\"\nkind = \"press\"\n\n[[version]]",
                )],
            );
        },
        |home| {
            text(
                home,
                &[
                    (
                        "[[version]]",
                        "[source.other]\ntitle = \"Other\"\nkind = \"press\"\n\n[[version]]",
                    ),
                    (
                        "effective = \"2020-01-05\"",
                        "effective = { on = \"2020-01-05\", source = \"other\" }",
                    ),
                ],
            );
        },
    ),
    Pair {
        code: "list-source-unused",
        record: "coverage source letter",
        bad: |home| department(home, &[("sources = [\"letter\"]\n", "")]),
        twin: |home| department(home, &[]),
        args: FILES,
    },
    Pair {
        code: "bodies-alike",
        record: "organization chicago-pd",
        bad: |home| {
            write(
                home,
                &format!("{DIR}/organizations.toml"),
                "[[organization]]\nid = \"chicago-department-of-police\"\nkind = \"police\"\nplace = \"us-il-chicago\"\nnames = [{ name = \"Chicago Police  department\" }]\n",
            );
        },
        twin: |home| {
            write(
                home,
                &format!("{DIR}/organizations.toml"),
                "[[organization]]\nid = \"chicago-department-of-police\"\nkind = \"police\"\nplace = \"us-il-chicago\"\nnames = [{ name = \"Chicago Park Police\" }]\n",
            );
        },
        args: FILES,
    },
    Pair {
        code: "directives-alike",
        record: "chicago-pd/y",
        bad: |home| {
            text(home, &[]);
            write(
                home,
                &format!("{DIR}/y.toml"),
                &TEXT.replace("chicago-pd/x", "chicago-pd/y"),
            );
        },
        twin: |home| {
            text(home, &[]);
            let link =
                "relations = [{ type = \"may-be-same\", id = \"chicago-pd/x\" }]\n\n[source.text]";
            let other = TEXT
                .replace("chicago-pd/x", "chicago-pd/y")
                .replace("\n[source.text]", link);
            write(home, &format!("{DIR}/y.toml"), &other);
        },
        args: FILES,
    },
    Pair {
        code: "body-unbound",
        record: "organization blue-moon-pd",
        bad: |home| {
            write(home, &format!("{DIR}/places.toml"), PLACES);
            write(home, &format!("{DIR}/organizations.toml"), BODIES);
        },
        twin: |home| department(home, &[]),
        args: FILES,
    },
    of_text(
        "review-due",
        |home| {
            text(
                home,
                &[("text = \"full\"", "review_due = \"2024\"\ntext = \"full\"")],
            );
        },
        |home| {
            text(
                home,
                &[(
                    "text = \"full\"",
                    "review_due = \"2024\"\nreviewed = [{ on = \"2024-06\", result = \"reaffirmed\" }]\ntext = \"full\"",
                )],
            );
        },
    ),
    of_text(
        "checked-long-ago",
        |home| {
            text(
                home,
                &[("last_checked = \"2025-12\"", "last_checked = \"2022\"")],
            );
        },
        |home| {
            text(
                home,
                &[(
                    "last_checked = \"2025-12\"",
                    "last_checked = \"2022\"\nended = { on = \"2023\", how = \"rescinded\" }",
                )],
            );
        },
    ),
];
