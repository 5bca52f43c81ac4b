//! Text into HTML: nothing that a record says can become markup.

use crate::render::links::{Part, parts};
use crate::render::text::clean;

/// The text with every sign that means something to HTML spelt out, control characters shown.
/// Fit for an element and for an attribute in double quotes.
pub(super) fn escaped(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The same, with addresses of the web as links. They tell the other side nothing of this page.
pub(super) fn linked(text: &str) -> String {
    parts(&clean(text))
        .into_iter()
        .map(|part| match part {
            Part::Text(text) => escaped(text),
            Part::Address(address) => {
                let address = escaped(address);
                format!("<a href=\"{address}\" rel=\"noreferrer\">{address}</a>")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(
            escaped("<b a='1' c=\"2\">&\u{1b}\u{202e}"),
            "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;\\u{1b}\\u{202e}"
        );
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(
            linked("A&B, https://a.b/?c=1&d='."),
            "A&amp;B, <a href=\"https://a.b/?c=1&amp;d=\" rel=\"noreferrer\">\
             https://a.b/?c=1&amp;d=</a>&#39;."
        );
        for text in ["javascript:alert(1)", "JAVASCRIPT:x", "file:///etc/passwd"] {
            assert!(!linked(text).contains("<a"), "{text}");
        }
    }
}
