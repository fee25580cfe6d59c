//! What a page says of itself: titles, dates, authors, its site and address.
//!
//! In: the elements of a page as the walk meets them. Out: a [`Meta`]. Invariant: structured data that does not
//! parse is passed over. Deliberately takes no copyright year and no date of change for the day of publication.

use crate::credit;
use crate::fold::fold;
use scraper::node::Element;
use serde_json::Value;

/// Metadata of a page, each list from the most trusted on.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// Canonical address.
    pub url: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// Dates of publication as written.
    pub published: Vec<String>,
    /// Dates of `time` elements, used only where nothing else is.
    times: Vec<String>,
    /// Text of the only `h1`.
    pub heading: Option<String>,
    headings: usize,
    social_title: Option<String>,
    title: Option<String>,
    visible: Vec<String>,
    stated: Vec<String>,
}

/// Longest structured data that is parsed.
const LONGEST: usize = 4 << 20;

impl Meta {
    /// Looks at an element; `text` gives the text inside it.
    pub fn element(&mut self, element: &Element, text: &dyn Fn() -> String) {
        match element.name() {
            "meta" => self.meta(element),
            "title" if self.title.is_none() => self.title = Some(text()),
            "link"
                if element.attr("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) && self.url.is_none() =>
            {
                self.url = element.attr("href").filter(|h| h.contains("://")).map(str::to_owned);
            }
            "h1" => {
                self.headings += 1;
                // Only the first: a page of nested headings costs no more than one.
                let heading = if self.headings == 1 { text() } else { String::new() };
                self.heading = (self.headings == 1 && fold(&heading, 400).split(' ').count() >= 3).then_some(heading);
            }
            "time" => {
                if let Some(date) = element.attr("datetime") {
                    let of_article =
                        element.attr("pubdate").is_some() || element.attr("itemprop") == Some("datePublished");
                    if of_article {
                        self.published.push(date.to_owned())
                    } else {
                        self.times.push(date.to_owned())
                    }
                }
            }
            "script" if element.attr("type").is_some_and(|t| t.contains("ld+json")) => self.structured(&text()),
            _ => {
                if element.attr("itemprop") == Some("datePublished")
                    && let Some(date) = element.attr("content").or_else(|| element.attr("datetime"))
                {
                    self.published.push(date.to_owned());
                }
            }
        }
    }

    fn meta(&mut self, element: &Element) {
        let Some(content) = element.attr("content").filter(|c| !c.trim().is_empty()) else {
            return;
        };
        let name = element
            .attr("property")
            .or_else(|| element.attr("name"))
            .or_else(|| element.attr("itemprop"))
            .unwrap_or("");
        let content = content.trim().to_owned();
        match name.to_ascii_lowercase().as_str() {
            "article:published_time" | "og:article:published_time" => self.published.insert(0, content),
            "datepublished"
            | "date"
            | "pubdate"
            | "publishdate"
            | "publish-date"
            | "publish_date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.created"
            | "dcterms.issued"
            | "article.published"
            | "sailthru.date"
            | "parsely-pub-date"
            | "cxenseparse:recs:publishtime"
            | "article_date_original"
            | "lastpubdate"
            | "og:published_time"
            | "published_time"
            | "created" => self.published.push(content),
            "og:title" => self.social_title = Some(content),
            "twitter:title" if self.social_title.is_none() => self.social_title = Some(content),
            "og:site_name" => self.site = Some(content),
            "application-name" | "publisher" if self.site.is_none() => self.site = Some(content),
            "og:url" => self.url = Some(content).filter(|u| u.contains("://")),
            "author" | "article:author" | "dc.creator" | "parsely-author" | "byl" | "cxenseparse:author" => {
                self.stated.push(content)
            }
            _ => {}
        }
    }

    /// Reads JSON-LD: the first article in it.
    fn structured(&mut self, source: &str) {
        if source.len() > LONGEST {
            return;
        }
        // Raw line breaks inside strings are common.
        let clean: String = source.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let Ok(value) = serde_json::from_str::<Value>(clean.trim().trim_end_matches(';')) else {
            return;
        };
        let mut open = vec![value];
        let mut steps = 0;
        while let Some(value) = open.pop() {
            steps += 1;
            if steps > 20_000 {
                return;
            }
            match value {
                Value::Array(items) => open.extend(items.into_iter().rev()),
                Value::Object(mut map) => {
                    let kind = map
                        .get("@type")
                        .map(|t| t.to_string().to_lowercase())
                        .unwrap_or_default();
                    if ["article", "report", "blogposting"].iter().any(|k| kind.contains(k)) {
                        if let Some(date) = map.get("datePublished").and_then(Value::as_str) {
                            self.published.push(date.to_owned());
                        }
                        if self.social_title.is_none() {
                            self.social_title = map.get("headline").and_then(Value::as_str).map(str::to_owned);
                        }
                        for author in names(map.get("author")) {
                            self.stated.push(author);
                        }
                        if self.site.is_none() {
                            self.site = names(map.get("publisher")).into_iter().next();
                        }
                    }
                    for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                        if let Some(inner) = map.remove(key) {
                            open.push(inner);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes the text of an element that holds a credit.
    pub fn visible_author(&mut self, text: &str) {
        let found: Vec<String> = credit::names(text)
            .into_iter()
            .filter_map(|r| text.get(r))
            .map(str::to_owned)
            .collect();
        let folded = fold(text, 120);
        let words = folded.split(' ').count();
        if !found.is_empty() {
            self.visible.extend(found);
        } else if (2..=6).contains(&words) && !folded.contains('0') && !text.contains(':') {
            self.visible.push(text.trim().to_owned());
        }
    }

    /// Credited names: visible ones first, without the site's own name.
    #[must_use]
    pub fn authors(&self, publisher: Option<&str>) -> Vec<String> {
        let publisher = publisher.map(|p| fold(p, 200)).unwrap_or_default();
        let mut seen = Vec::new();
        let mut out = Vec::new();
        for name in self.visible.iter().chain(&self.stated) {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let folded = fold(&name, 200);
            let own = !publisher.is_empty() && (folded.contains(&publisher) || publisher.contains(&folded));
            if folded.is_empty()
                || own
                || name.contains("://")
                || name.contains('@')
                || seen.contains(&folded)
                || folded.split(' ').count() > 7
            {
                continue;
            }
            seen.push(folded);
            out.push(name);
        }
        out.truncate(6);
        out
    }

    /// The title that the page gives itself.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        self.social_title
            .clone()
            .or_else(|| self.title.clone())
            .filter(|t| !t.trim().is_empty())
    }

    /// Dates of publication, those of plain `time` elements last.
    pub fn dates(&self) -> impl Iterator<Item = &String> {
        self.published.iter().chain(self.times.iter().take(1))
    }
}

fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(s)) => vec![s.clone()],
        Some(Value::Object(map)) => map
            .get("name")
            .and_then(Value::as_str)
            .map(str::to_owned)
            .into_iter()
            .collect(),
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|i| i.as_str().or_else(|| i.get("name").and_then(Value::as_str)))
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}
