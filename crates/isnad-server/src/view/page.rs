//! What stands around every page.
//!
//! In: a page. Out: the whole document. Invariant: the same landmarks, in the same order, on every page; nothing inline
//! that a strict content policy would refuse. Deliberately sets no cookie but the language.
//! Example: of an Arabic page direction is right to left and the first heading is «الأحداث» (the events).

use super::{Cx, View};
use crate::html::{Html, html, put};
use crate::request::{Failure, Reply};
use crate::users::Role;
use serde_json::Value;

const NAV: &[(&str, &str, Role)] = &[
    ("/", "Overview", Role::Reader),
    ("/events", "Events", Role::Reader),
    ("/reports", "Reports", Role::Reader),
    ("/map", "Map", Role::Reader),
    ("/timeline", "Timeline", Role::Reader),
    ("/network", "Network", Role::Reader),
    ("/dossier", "Dossier", Role::Reader),
    ("/sources", "Sources", Role::Reader),
    ("/review", "Review", Role::Reviewer),
    ("/help", "Help", Role::Reader),
];

const REVIEWER: &str = "<script src=\"/assets/review.js\" defer></script>";

/// The document of a page.
pub fn reply(cx: &Cx<'_>, view: &View, status: u16) -> Reply {
    let l = cx.lang;
    let v = &cx.request.visitor;
    let mut o = html!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head><meta charset=\"utf-8\"><title>{} · isnad</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"/assets/style.css\"><link rel=\"icon\" href=\"/favicon.ico\">\
         <meta name=\"csrf\" content=\"{}\"><script src=\"/assets/page.js\" defer></script>{}</head>\n<body>\
         <a class=\"skip\" href=\"#main\">{}</a><header><a class=\"brand\" href=\"/\" lang=\"en\">isnad</a><nav aria-label=\"{}\"><ul>",
        l.tag(),
        l.dir(),
        crate::html::short(&view.title, 120),
        v.token,
        Html(if cx.may(Role::Reviewer) { REVIEWER } else { "" }.to_owned()),
        l.t("Skip to the page"),
        l.t("Pages")
    );
    for (path, name, _) in NAV.iter().filter(|n| cx.may(n.2)) {
        let here = cx.request.path == *path || (*path != "/" && cx.request.path.starts_with(&format!("{path}/")));
        let here = Html(if here { " aria-current=\"page\"" } else { "" }.to_owned());
        put!(o, "<li><a href=\"{}\"{}>{}</a></li>", path, here, l.t(name));
    }
    let other = l.other();
    put!(o, "</ul></nav>");
    if cx.may(Role::Reader) {
        put!(o, "{}", find(cx));
    }
    if !v.local && v.role > Role::Nobody {
        put!(
            o,
            "<a class=\"me\" href=\"/account\" title=\"{}\">{}</a>",
            l.word(v.role.as_str()),
            crate::html::words(&v.name)
        );
    }
    put!(
        o,
        "<a class=\"lang\" lang=\"{}\" hreflang=\"{}\" href=\"{}\">{}</a></header>\n<main id=\"main\" tabindex=\"-1\"><h1>{}</h1>{}</main>\n",
        other.tag(),
        other.tag(),
        cx.request.with(&[("lang", other.tag())]),
        other.t("in English"),
        crate::html::words(&crate::html::short(&view.title, 400)),
        view.body
    );
    let twin = if cx.request.path == "/" {
        "/overview".to_owned()
    } else {
        path_of(cx)
    };
    put!(
        o,
        "<footer><p>{} <a href=\"{}.json{}\" rel=\"alternate\" type=\"application/json\">JSON</a> · <a href=\"/api\">{}</a>{}</p><p id=\"say\" role=\"status\" aria-live=\"polite\"></p></footer></body></html>\n",
        l.t("What is shown here is what was published; isnad judges nobody."),
        twin,
        cx.request.with(&[]),
        l.t("Interface"),
        if cx.may(Role::Reviewer) {
            html!(
                " · <a href=\"/log\">{}</a> · <a href=\"/account\">{}</a>",
                l.t("Log"),
                l.t("Account")
            )
        } else {
            Html::default()
        }
    );
    if v.role == Role::Reader {
        o = Html(crate::html::isolate_pseudonyms(&o.0));
    }
    let mut reply = Reply::of(status, "text/html; charset=utf-8", o.0.into_bytes());
    if cx.request.get("lang").is_some() {
        reply.headers.push((
            "set-cookie",
            format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax", l.tag()),
        ));
    }
    reply.headers.push(("cache-control", "no-store".to_owned()));
    reply
}

/// The field to search from anywhere.
fn find(cx: &Cx<'_>) -> Html {
    let l = cx.lang;
    let held = if cx.request.path == "/search" {
        cx.request.get("q").unwrap_or("")
    } else {
        ""
    };
    html!(
        "<form class=\"find\" role=\"search\" action=\"/search\"><label class=\"sr\" for=\"find\">{}</label>\
         <input id=\"find\" type=\"search\" name=\"q\" dir=\"auto\" placeholder=\"{}\" value=\"{}\"></form>",
        l.t("Search the reports"),
        l.t("Search the reports"),
        held
    )
}

/// The path as it may stand in a link.
fn path_of(cx: &Cx<'_>) -> String {
    let parts: Vec<String> = cx.request.path.split('/').map(crate::request::encode).collect();
    parts.join("/")
}

/// The page of a failure.
pub fn failed(cx: &Cx<'_>, failure: &Failure) -> Reply {
    let l = cx.lang;
    let message: String = failure.to_string().chars().take(400).collect();
    let (status, _) = failure.code();
    let view = View {
        title: if status == 404 {
            l.t("Nothing here")
        } else if status == 403 {
            l.t("Not with this role")
        } else {
            l.t("This did not work")
        }
        .to_owned(),
        body: html!(
            "<p class=\"failure\" lang=\"en\" dir=\"ltr\">{}</p><p><a href=\"/\">{}</a></p>",
            message,
            l.t("Overview")
        ),
        json: Value::Null,
    };
    reply(cx, &view, status)
}
