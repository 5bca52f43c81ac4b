//! HTML pages in a real browser: heads of cells, a phone's width, paper; that nothing is loaded and
//! nothing runs.
//!
//! It needs Chromium (`COMITY_BROWSER` names another program of that family). Without one the test
//! says so on standard error and passes, unless `COMITY_BROWSER_TEST=required`, as `.ci/run` sets it.
//! The pages stand behind a proxy of the test, through which every request of the browser goes, and
//! which counts them; a page of the test holds each in a frame and looks at it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::common::Home;

/// How long a run of the browser may take.
const PATIENCE: Duration = Duration::from_secs(90);

/// Where the pages are, for the browser.
const HOST: &str = "http://comity.test/";

/// Twelve bodies: more than fit beside one another.
const TWELVE: &[&str] = &[
    "compare",
    "chicago-pd",
    "fairfax-county-pd",
    "lapd",
    "sfpd",
    "nopd",
    "seattle-pd",
    "cook-county-sheriff",
    "fairfax-county-sheriff",
    "san-diego-county-sheriff",
    "travis-county-sheriff",
    "prince-william-county-pd",
    "orleans-parish-sheriff",
    "--for",
    "ice",
    "--on",
    "2019-10-05",
    "--format",
    "html",
];

/// Whom the browser asks for things of its own, whatever page it shows. No page names them.
const ITS_OWN: &[&str] = &["googleapis.com", "google.com", "gstatic.com", "gvt1.com"];

/// What a page tries: if it runs, the title changes.
const SCRIPT: &str = "<script>document.title = 'run'</script>";

/// Holds each page in a frame as wide as a phone, tells what is in it, and asks for one address of
/// its own, which shows that requests are seen.
const WRAPPER: &str = r#"<!doctype html><meta charset="utf-8"><body><script>
const text = (cell) => cell ? cell.innerText.trim() : "";
function look(frame) {
  const page = frame.contentDocument;
  const cells = [];
  for (const table of page.querySelectorAll("table")) {
    const heads = table.tHead ? table.tHead.rows[0].cells : [];
    for (const row of table.tBodies[0].rows)
      for (const cell of row.querySelectorAll("td"))
        cells.push([text(row.querySelector("th[scope=row]")), heads[cell.cellIndex].textContent,
          heads[cell.cellIndex].scope, text(cell)]);
  }
  const table = page.querySelector("table");
  const all = [...page.querySelectorAll("*")];
  const names = all.map((one) => one.localName);
  for (const one of all) one.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  const style = (one) => frame.contentWindow.getComputedStyle(one);
  const edges = (one) => { const box = one.getBoundingClientRect(); return [box.left, box.right]; };
  const rows = [...page.querySelectorAll(".bars .row")].map((row) => ({
    label: text(row.querySelector("p")), size: parseFloat(style(row.querySelector("p")).fontSize),
    name: row.querySelector("svg").getAttribute("aria-label"),
    spans: [...row.querySelectorAll("rect")].map((one) => ({
      title: one.querySelector("title").textContent, edges: edges(one),
      tile: page.querySelector(one.getAttribute("fill").slice(4, -1))?.localName })),
  }));
  const years = [...page.querySelectorAll(".bars .axis text")];
  return {
    rows, years: years.filter((year) => style(year).display !== "none").map(edges),
    handlers: all.flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith("on")),
    title: page.title, cells, elements: [...new Set(names)].sort(),
    captions: [...page.querySelectorAll("caption")].map(text),
    styled: table ? style(table).borderCollapse : null,
    overflow: page.documentElement.scrollWidth - page.documentElement.clientWidth,
  };
}
const found = {}, names = NAMES;
let left = names.length;
for (const name of names) {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width: 390px; height: 700px; border: 0";
  frame.onload = () => {
    found[name] = look(frame);
    if (--left === 0) {
      const out = document.createElement("pre");
      out.id = "found";
      out.textContent = JSON.stringify(found);
      document.body.replaceChildren(out);
    }
  };
  frame.src = "/" + name;
  document.body.append(frame);
}
new Image().src = "http://control.test/seen";
</script>"#;

/// The program of the browser, or why there is none.
fn browser() -> Result<String, String> {
    let named = std::env::var("COMITY_BROWSER").ok();
    let names = match &named {
        Some(name) => vec![name.as_str()],
        None => vec!["chromium", "chromium-browser", "google-chrome"],
    };
    let starts = |name: &&&str| {
        let version = Command::new(name).arg("--version").output();
        version.is_ok_and(|output| output.status.success())
    };
    match names.iter().find(starts) {
        Some(name) => Ok((*name).to_owned()),
        None => Err(format!("none of {} starts", names.join(", "))),
    }
}

/// The browser, unless there is none and none is required: then it is said that a test was skipped.
fn browser_or_skip(test: &str) -> Option<String> {
    match browser() {
        Ok(name) => Some(name),
        Err(why) => {
            let required = std::env::var("COMITY_BROWSER_TEST").is_ok_and(|it| it == "required");
            assert!(!required, "no browser: {why}");
            // Past the harness, which would swallow it.
            let line = format!("skipped {test}: no browser, {why}\n");
            std::io::stderr()
                .write_all(line.as_bytes())
                .expect("stderr");
            None
        }
    }
}

/// Runs the browser and gives what it printed.
fn run(program: &str, folder: &Path, args: &[&str]) -> String {
    let out = std::fs::File::create(folder.join("out")).expect("a file");
    let mut child = Command::new(program)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--no-pings",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .args(args)
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
        .expect("the browser starts");
    let begun = Instant::now();
    while child.try_wait().expect("the browser").is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().expect("the browser ends");
            panic!("the browser did not end within {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    std::fs::read_to_string(folder.join("out")).expect("what the browser printed")
}

/// A proxy that has some pages, and keeps every address that is asked of it.
struct Proxy {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    fn start(pages: BTreeMap<String, String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        // It ends with the process of the tests.
        std::thread::spawn(move || {
            let pages = Arc::new(pages);
            for stream in listener.incoming().flatten() {
                let (pages, kept) = (Arc::clone(&pages), Arc::clone(&kept));
                std::thread::spawn(move || serve(&stream, &pages, &kept));
            }
        });
        Self { port, asked }
    }

    /// The addresses that were asked for beside the pages.
    fn others(&self) -> Vec<String> {
        let asked = self.asked.lock().expect("the list");
        let is_own = |address: &str| {
            let address = address.split_once("://").map_or(address, |(_, rest)| rest);
            let host = address.split([':', '/']).next().unwrap_or_default();
            ITS_OWN.iter().any(|own| host.ends_with(own))
        };
        let others = asked
            .iter()
            .filter(|one| !one.starts_with(HOST) && !is_own(one));
        others.cloned().collect()
    }
}

/// Answers one request. What cannot be read or written is the browser's business.
fn serve(stream: &TcpStream, pages: &BTreeMap<String, String>, kept: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else {
        return;
    };
    // The head ends at an empty line.
    let _head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let address = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let page = pages.get(address.strip_prefix(HOST).unwrap_or_default());
    kept.lock().expect("the list").push(address);
    let (status, body) = match page {
        Some(page) => ("200 OK", page.as_str()),
        None => ("404 Not Found", ""),
    };
    let mut stream = stream;
    let _gone = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
}

/// What the wrapper found in each page.
fn found(program: &str, proxy: &Proxy) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let server = format!("--proxy-server=127.0.0.1:{}", proxy.port);
    let wrapper = format!("{HOST}wrapper");
    let printed = run(
        program,
        folder.path(),
        &[
            &server,
            "--proxy-bypass-list=<-loopback>",
            "--virtual-time-budget=20000",
            "--dump-dom",
            &wrapper,
        ],
    );
    let json = printed
        .split_once("<pre id=\"found\">")
        .and_then(|(_, rest)| rest.split_once("</pre>"))
        .unwrap_or_else(|| panic!("the browser printed: {printed}"))
        .0
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    serde_json::from_str(&json).expect("JSON")
}

/// The page without its policy.
fn unguarded(page: &str) -> String {
    let lines = page
        .lines()
        .filter(|line| !line.contains("Content-Security-Policy"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn pages_have_heads_fit_a_phone_load_nothing_and_run_nothing() {
    let Some(program) = browser_or_skip("the look at HTML pages") else {
        return;
    };
    let twelve = Home::starter().run(TWELVE).answer();
    let evil = [
        "compare",
        "evil-oh-pd",
        "--on",
        "2019-10-05",
        "--why",
        "--format",
        "html",
    ];
    let evil_home = crate::html::hostile();
    let hostile = evil_home.run(&evil).answer();
    let timeline = |home: &Home, of: &str| home.run(&["timeline", of, "--format", "html"]).answer();
    let with_script = twelve.replace("</body>", &format!("{SCRIPT}</body>"));
    let mut pages: BTreeMap<String, String> = [
        ("twelve", twelve.clone()),
        ("hostile", hostile),
        ("bars", timeline(&Home::starter(), "chicago-pd")),
        ("hostile-bars", timeline(&evil_home, "evil-oh-pd")),
        ("hostile-text", timeline(&evil_home, "evil-oh-pd/x")),
        ("guarded", with_script.clone()),
        ("unguarded", unguarded(&with_script)),
    ]
    .map(|(name, page)| (name.to_owned(), page))
    .into();
    for own in ITS_OWN {
        assert!(!pages.values().any(|page| page.contains(own)), "{own}");
    }
    let names = serde_json::to_string(&pages.keys().collect::<Vec<_>>()).expect("JSON");
    pages.insert("wrapper".to_owned(), WRAPPER.replace("NAMES", &names));
    let proxy = Proxy::start(pages);
    let found = found(&program, &proxy);

    // The one request that the wrapper makes is seen, and there is no other.
    assert_eq!(proxy.others(), ["http://control.test/seen"]);
    // A script runs where the policy is taken out, so that its title would be seen; else it does not.
    assert_eq!(found["unguarded"]["title"], "run");
    assert_ne!(found["guarded"]["title"], "run");
    let title = found["hostile"]["title"].as_str().expect("a title");
    assert!(
        title.starts_with("Working with federal agencies, 5 October 2019"),
        "{title}"
    );
    for page in ["hostile", "hostile-bars", "hostile-text"] {
        assert_ne!(found[page]["title"], "run", "{page}");
        assert_eq!(found[page]["handlers"], serde_json::json!([]), "{page}");
        for name in ["script", "img", "iframe", "link", "base"] {
            let elements = found[page]["elements"].as_array().expect("elements");
            assert!(!elements.contains(&name.into()), "{page}: {name}");
        }
    }
    bars_are_told_and_fit(&found);
    // The style is let in, and the page is no wider than a phone.
    for name in ["twelve", "hostile"] {
        assert_eq!(found[name]["styled"], "collapse", "{name}");
        assert_eq!(found[name]["overflow"], 0, "{name}");
    }
    let page = &found["twelve"];
    let caption = page["captions"][0].as_str().expect("a caption");
    assert!(
        caption.starts_with("Working with ICE, 5 October 2019: 12 bodies"),
        "{caption}"
    );
    let cells = page["cells"].as_array().expect("cells");
    assert!(
        cells
            .iter()
            .all(|cell| cell[2] == "col" && cell[0] != "" && cell[1] != "")
    );
    let cell = cells
        .iter()
        .find(|cell| {
            cell[0] == "Fairfax County PD" && cell[1] == "Act on an administrative warrant"
        })
        .expect("the cell");
    let text = cell[3].as_str().expect("its text");
    assert!(
        text.starts_with("prohibits unless in custody for another violation"),
        "{text}"
    );
}

/// The drawings of timelines: on a phone no wider than it, with labels that can be read, a title in
/// words for each span, and nothing of a hostile section but its text.
fn bars_are_told_and_fit(found: &Value) {
    for page in ["bars", "hostile-bars", "hostile-text"] {
        assert_eq!(found[page]["overflow"], 0, "{page}");
        let rows = found[page]["rows"].as_array().expect("rows");
        assert!(!rows.is_empty(), "{page}");
        for row in rows {
            assert_eq!(row["label"], row["name"], "{page}");
            assert!(row["size"].as_f64() >= Some(13.0), "{page}: {row}");
            let spans = row["spans"].as_array().expect("spans");
            let mut edge = 0.0;
            for span in spans {
                assert_eq!(span["tile"], "pattern", "{page}: {span}");
                let title = span["title"].as_str().expect("a title");
                let label = row["label"].as_str().expect("a label");
                let says = title
                    .strip_prefix(label)
                    .and_then(|rest| rest.strip_prefix(": "));
                assert!(says.is_some_and(|says| says.len() > 20), "{page}: {title}");
                let edges = [0, 1].map(|at| span["edges"][at].as_f64().expect("an edge"));
                // In order, each as wide as can be seen, inside the page.
                assert!(
                    edges[0] >= edge && edges[1] > edges[0] && edges[1] <= 390.0,
                    "{span}"
                );
                edge = edges[0];
            }
        }
    }
    let of = |page: &str, label: &str| {
        let rows = found[page]["rows"].as_array().expect("rows");
        let row = rows
            .iter()
            .find(|row| row["label"].as_str().is_some_and(|it| it.contains(label)));
        row.unwrap_or_else(|| panic!("{page}: no row {label}"))
            .clone()
    };
    let hold = of("bars", "Hold on a detainer");
    let titles: Vec<&str> = hold["spans"]
        .as_array()
        .expect("spans")
        .iter()
        .filter_map(|span| span["title"].as_str())
        .collect();
    assert!(
        titles
            .iter()
            .any(|title| title.starts_with("Hold on a detainer: prohibits, 2017-08-28 to ")),
        "{titles:?}"
    );
    let evil = of("hostile-text", "<iframe src=http://evil.test/f>");
    assert!(
        evil["label"]
            .as_str()
            .is_some_and(|it| it.contains("onmouseover=")),
        "{evil}"
    );
    // The years that are told do not touch one another.
    let years = found["bars"]["years"].as_array().expect("years");
    assert!(years.len() > 3, "{years:?}");
    for pair in years.windows(2) {
        assert!(pair[0][1].as_f64() < pair[1][0].as_f64(), "{pair:?}");
    }
}

#[test]
fn a_page_prints_in_landscape() {
    let Some(program) = browser_or_skip("the print of an HTML page") else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("twelve.html");
    std::fs::write(&page, Home::starter().run(TWELVE).answer()).expect("a file");
    let pdf = folder.path().join("twelve.pdf");
    let to = format!("--print-to-pdf={}", pdf.display());
    let from = format!("file://{}", page.display());
    let _printed = run(
        &program,
        folder.path(),
        &["--no-pdf-header-footer", &to, &from],
    );
    let bytes = std::fs::read(&pdf).expect("a PDF");
    let text = String::from_utf8_lossy(&bytes);
    let sheets: Vec<(f64, f64)> = text
        .split("/MediaBox [0 0 ")
        .skip(1)
        .filter_map(|rest| {
            let (width, height) = rest.split_once(']')?.0.split_once(' ')?;
            Some((width.parse().ok()?, height.parse().ok()?))
        })
        .collect();
    assert!(sheets.len() > 1, "{sheets:?}");
    for (width, height) in sheets {
        // A4 in points.
        assert!((width - 842.0_f64).abs() < 1.0 && (height - 595.0_f64).abs() < 1.0);
    }
}
