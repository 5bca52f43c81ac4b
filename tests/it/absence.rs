//! What is not known stands under every comparison.

use crate::common::{Home, words};

#[test]
fn every_comparison_says_how_much_is_not_known() {
    let home = Home::starter();
    // Fairfax County's order of 2021 was not seen; of Los Angeles nothing was looked at since 2025.
    for (args, foot) in [
        (
            "compare fairfax-county-pd --for ice --topic hold-on-detainer --on 2022-01-01",
            "Of 1 cell: 1 not coded, 1 with a text in force that was not seen, 0 last checked before the day.",
        ),
        (
            "compare fairfax-county-pd --for ice --topic hold-on-detainer --on 2022-01-01 --count",
            "Of 1 cell: 1 not coded, 1 with a text in force that was not seen, 0 last checked before the day.",
        ),
        (
            "changes fairfax-county-pd --for ice --topic hold-on-detainer --until 2022-01-01",
            "On 1 January 2022, of 1 cell: 1 not coded, 1 with a text in force that was not seen, 0 last checked before the day.",
        ),
        (
            "timeline fairfax-county-pd --for ice --topic hold-on-detainer --until 2022-01-01",
            "On 1 January 2022, of 1 cell: 1 not coded, 1 with a text in force that was not seen, 0 last checked before the day.",
        ),
        (
            "diff fairfax-county-pd lapd --for ice --topic act-on-admin-warrant,hold-on-detainer --on 2026-11-01",
            "Of 4 cells: 3 not coded, 2 with a text in force that was not seen, 1 last checked before the day.",
        ),
        (
            "conflicts fairfax-county-pd san-diego-county-board --on 2022-01-01",
            "Of 2 bodies: 1 bound by no rule on record, 1 by a text in force that was not seen.",
        ),
    ] {
        let args: Vec<&str> = args.split(' ').collect();
        for format in ["table", "md", "html"] {
            let output = home.run(&[&args[..], &["--format", format]].concat());
            assert!(output.status < 2, "{output:?}");
            let page = words(&output.stdout);
            assert!(page.contains(foot), "{args:?} {format}: {foot}\n{page}");
        }
    }
}

#[test]
fn two_versions_are_no_cells_of_bodies() {
    let home = Home::starter();
    let id = "fairfax-county-pd/go-601";
    let sides = [format!("{id}@2007"), format!("{id}@2013-04-01")];
    let page = home.run(&["diff", &sides[0], &sides[1]]).answer();
    assert!(!words(&page).contains("not coded"), "{page}");
}
