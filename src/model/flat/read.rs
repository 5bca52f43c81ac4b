//! Cells to values. Names are read, not looked up: that is for whoever knows what is on record.

use super::list::{Item, items};
use super::{ALONE, NOBODY};
use crate::model::{
    Act, Authority, Bond, Claim, Date, DateClaim, DateText, EndHow, Ending, Fault, Says, Scope,
    Slug, Standing, Step,
};

/// Dates of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dated {
    /// The values that can be read.
    pub claims: Vec<DateClaim>,
    /// The others, as they stand.
    pub unread: Vec<String>,
    /// Whether they hold for one rule and not for its version.
    pub alone: bool,
}

/// An end in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EndCell {
    /// The end; none in a blank cell.
    pub ending: Option<Ending>,
    /// Days that cannot be read, as they stand.
    pub unread: Vec<String>,
    /// Whether it is the end of one rule and not of its version.
    pub alone: bool,
}

fn standing(item: &Item) -> Result<Option<Standing>, Fault> {
    match item.only_marks()? {
        [] => Ok(None),
        [word] => word.parse().map(Some).map_err(|fault: Fault| Fault {
            span: item.span.clone(),
            ..fault
        }),
        _ => Err(item.fault("one certainty is enough here")),
    }
}

/// A date that cannot be read is no fault of the cell: lists of others hold many.
fn claim(item: &Item, into: &mut Vec<DateClaim>, unread: &mut Vec<String>) -> Result<(), Fault> {
    match item.head.parse::<Date>() {
        Ok(on) => into.push(DateClaim {
            on,
            source: None,
            certainty: standing(item)?,
        }),
        Err(_) => unread.push(item.head.clone()),
    }
    Ok(())
}

/// Rival values of a date.
///
/// # Errors
/// A fault in the form of the list or in a certainty.
pub fn dates(cell: &str) -> Result<Dated, Fault> {
    let mut out = Dated::default();
    for item in items(cell)? {
        if item.head == ALONE {
            out.alone = true;
        } else {
            claim(&item, &mut out.claims, &mut out.unread)?;
        }
    }
    Ok(out)
}

/// An end.
///
/// # Errors
/// A fault in the form of the list, in how or by what it ended, or where it is not said how.
pub fn ending(cell: &str) -> Result<EndCell, Fault> {
    let mut out = EndCell::default();
    let mut on = Vec::new();
    let mut how: Option<Ending> = None;
    for item in items(cell)? {
        let word = item.head.split(' ').next().unwrap_or_default();
        if item.head == ALONE {
            out.alone = true;
        } else if let Some(word) = EndHow::of_word(word) {
            if how.is_some() {
                return Err(item.fault("it can end in one way only"));
            }
            how = Some(way_to_end(&item, word)?);
        } else {
            claim(&item, &mut on, &mut out.unread)?;
        }
    }
    out.ending = match how {
        Some(ending) => Some(Ending { on, ..ending }),
        None if on.is_empty() && out.unread.is_empty() => None,
        None => {
            let ways: Vec<&str> = EndHow::ALL.iter().map(|how| how.word()).collect();
            return Err(
                Fault::new(0..cell.len(), "how it ended is missing here").cure(format!(
                    "write it like \"2020-06 | rescinded\" or \"2020-06 | superseded by ID\": {}",
                    ways.join(", ")
                )),
            );
        }
    };
    Ok(out)
}

fn way_to_end(item: &Item, how: EndHow) -> Result<Ending, Fault> {
    let rest = item.head[how.word().len()..].trim();
    let by = match rest.strip_prefix("by ") {
        Some(id) => Some(id.trim().parse().map_err(|fault: Fault| Fault {
            span: item.span.clone(),
            ..fault
        })?),
        None if rest.is_empty() => None,
        None => {
            return Err(item
                .fault(format!("\"{rest}\" is not expected behind \"{how}\""))
                .cure(format!("write \"{how} by ID\"")));
        }
    };
    Ok(Ending {
        on: Vec::new(),
        how,
        by,
        certainty: standing(item)?,
    })
}

/// Who issued a version, from the cells of offices and persons. Without an act the office orders;
/// without a certainty it is known as well as the text itself.
///
/// # Errors
/// A fault in the form of a list or in a mark; where there are more persons than offices.
pub fn authority(
    offices: &str,
    persons: &str,
    known: Standing,
) -> Result<Vec<Authority>, (bool, Fault)> {
    let of_office = |fault| (false, fault);
    let persons_read = items(persons).map_err(|fault| (true, fault))?;
    let offices_read = items(offices).map_err(of_office)?;
    if persons_read.len() > offices_read.len() {
        let fault = Fault::new(0..persons.len(), "there are more persons than offices");
        return Err((
            true,
            fault.cure("give each person an office, in the same order"),
        ));
    }
    let mut persons = persons_read.into_iter().map(|item| item.head);
    let mut all = Vec::new();
    for item in offices_read {
        let (mut act, mut certainty) = (Act::Orders, known);
        for mark in item.only_marks().map_err(of_office)? {
            match (Act::of_word(mark), Standing::of_word(mark)) {
                (Some(word), _) => act = word,
                (_, Some(word)) => certainty = word,
                _ => {
                    let words = Act::ALL.iter().map(|word| word.word());
                    let words = words.chain(Standing::ALL.iter().map(|word| word.word()));
                    let fault = crate::model::unknown("an act or a certainty", mark, words);
                    return Err(of_office(Fault {
                        span: item.span,
                        ..fault
                    }));
                }
            }
        }
        if item.head.is_empty() {
            return Err(of_office(item.fault("an office is missing here")));
        }
        all.push(Authority {
            office: item.head,
            person: persons.next().filter(|name| !name.is_empty()),
            act,
            certainty,
        });
    }
    Ok(all)
}

/// Whom a text binds; none in a blank cell.
///
/// # Errors
/// A fault in an item.
pub fn bonds(cell: &str) -> Result<Option<Vec<Bond>>, Fault> {
    if cell.trim().is_empty() {
        return Ok(None);
    }
    if cell.trim() == NOBODY {
        return Ok(Some(Vec::new()));
    }
    items(cell)?
        .iter()
        .map(bond)
        .collect::<Result<_, _>>()
        .map(Some)
}

fn bond(item: &Item) -> Result<Bond, Fault> {
    let whole = |fault: Fault| Fault {
        span: item.span.clone(),
        ..fault
    };
    let mut parts = item.head.split(", ");
    let head = parts.next().unwrap_or_default().trim();
    let scope = match head.split_once(' ') {
        Some(("of", place)) => Scope::Of(place.trim().parse().map_err(whole)?),
        Some(("within", place)) => Scope::Within(place.trim().parse().map_err(whole)?),
        _ => Scope::Org(head.parse().map_err(whole)?),
    };
    let (mut kinds, mut role): (Vec<Slug>, Option<Slug>) = (Vec::new(), None);
    for part in parts {
        match part.trim().split_once(' ') {
            Some(("kinds" | "kind", list)) => {
                for kind in list.split(" and ") {
                    kinds.push(kind.trim().parse().map_err(whole)?);
                }
            }
            Some(("role", word)) => role = Some(word.trim().parse().map_err(whole)?),
            _ => {
                return Err(item
                    .fault(format!("\"{part}\" is not expected here"))
                    .cure("write ORG, \"of PLACE\" or \"within PLACE, kinds sheriff and jail, role jail\""));
            }
        }
    }
    Ok(Bond {
        scope,
        kinds,
        role,
        disputed: item
            .marks
            .iter()
            .map(|marks| dispute(item, marks))
            .collect::<Result<_, _>>()?,
    })
}

fn dispute(item: &Item, marks: &[String]) -> Result<Claim, Fault> {
    let form = || {
        item.fault("a dispute is written [WHO; binds] or [WHO; does not bind]")
            .cure("with \"; since DATE\" and \"; ground WORDS\" where they are known")
    };
    let [by, says, rest @ ..] = marks else {
        return Err(form());
    };
    let mut claim = Claim {
        by: by.clone(),
        says: says.parse::<Says>().map_err(|_| form())?,
        ground: None,
        since: None,
    };
    for part in rest {
        match part.split_once(' ') {
            Some(("since", date)) => {
                claim.since = Some(DateText(date.parse().map_err(|fault: Fault| Fault {
                    span: item.span.clone(),
                    ..fault
                })?));
            }
            Some(("ground", words)) => claim.ground = Some(words.to_owned()),
            _ => return Err(form()),
        }
    }
    Ok(claim)
}

/// The steps of a procedure.
///
/// # Errors
/// A fault in the form of the list or in a mark.
pub fn steps(cell: &str) -> Result<Vec<Step>, Fault> {
    let mut all = Vec::new();
    for item in items(cell)? {
        let mut step = Step {
            by: None,
            act: item.head.clone(),
            within: None,
            after: None,
        };
        for mark in item.only_marks()? {
            let text = |text: &str| Some(text.to_owned());
            match mark.split_once(' ') {
                Some(("by", rest)) => step.by = text(rest),
                Some(("within", rest)) => step.within = text(rest),
                Some(("after", rest)) => step.after = text(rest),
                _ => {
                    return Err(item
                        .fault(format!("\"{mark}\" is not expected in the brackets"))
                        .cure("write \"ACT [by WHOM; within TIME; after WHAT]\""));
                }
            }
        }
        all.push(step);
    }
    Ok(all)
}

/// A yes or no; a blank cell is a no.
///
/// # Errors
/// A fault over the whole cell.
pub fn flag(cell: &str) -> Result<bool, Fault> {
    match cell.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" | "1" | "x" => Ok(true),
        "" | "no" | "false" | "0" => Ok(false),
        _ => Err(Fault::new(
            0..cell.len(),
            format!(
                "\"{}\" is neither yes nor no",
                crate::model::name::shown(cell)
            ),
        )
        .cure("write yes or no")),
    }
}
