//! Confidence against truth: fits the weights of the signs of claims and says how well they hold.
//!
//! In: reports with gold, the program. Out: the weights of `data/confidence/signs.tsv` and the table of
//! `docs/calibration.md`. A claim is right when the scorer of claims finds it in the gold with its type. Invariants:
//! every number of the table is of reports that the weights behind it have not seen (five folds of whole reports,
//! or whole folders); the same claims give the same weights. Deliberately a plain logistic sum: what a sign is worth can
//! be read.
//!
//! Rules are made while reading the test set, so that hardly a claim of it is wrong and little can be learnt there of
//! what doubt looks like. Folders of other outlets' reports with gold may be given beside it. What a sign is worth is
//! fitted on all of them together, each claim of another outlet with the column `elsewhere` for how much harder those
//! reports are; what is said of a new report lies between ([`NEAR`]).
//!
//! Example: a claim of «مقتل» (killing) told by a verbal noun has the sign `masdar`.

use crate::eval::gold;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const TABLE: &str = "data/confidence/signs.tsv";
const PAGE: &str = "docs/calibration.md";
const FOLDS: usize = 5;
const BINS: usize = 10;

/// How strongly weights are held near nought: about so many claims speak against each.
const HOLD: f64 = 2.0;

/// How far towards the test set the base lies, from reports of other outlets: as near to these as an error of 0.06 on
/// the test set allows.
const NEAR: f64 = 0.7;

/// A claim with its signs, and whether it is right.
#[derive(Clone, Debug)]
pub struct Case {
    /// Name of the report.
    pub report: String,
    /// Which signs of the table it has; last, whether it is of another outlet than those of the test set.
    pub has: Vec<bool>,
    /// The scorer found it in the gold.
    pub right: bool,
}

/// Row of the table: id, gloss.
struct Row {
    id: String,
    gloss: String,
}

/// Fits, writes the weights and the page.
#[must_use]
pub fn run(root: &Path, program: &Path, also: &[PathBuf]) -> ExitCode {
    match calibrate(root, program, also) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("calibrate: {e}");
            ExitCode::FAILURE
        }
    }
}

fn calibrate(root: &Path, program: &Path, also: &[PathBuf]) -> Result<String, String> {
    let path = root.join(TABLE);
    let text = fs::read_to_string(&path).map_err(|e| format!("{TABLE}: {e}"))?;
    let (head, rows) = parse(&text)?;
    let bench = root.join("../shared/bench");
    let out = root.join("out/calibrate");
    let mut cases = Vec::new();
    for set in ["seeds", "reports"] {
        cases.extend(claims(program, &bench.join(set), &out.join(set), &rows, false)?);
    }
    if cases.is_empty() {
        return Err("no claims were made of reports with gold".to_owned());
    }
    let mut others = Vec::new();
    for (n, folder) in also.iter().enumerate() {
        let made = claims(program, folder, &out.join(format!("also-{n}")), &rows, true)?;
        if made.is_empty() {
            return Err(format!(
                "{}: no claims were made of reports with gold",
                folder.display()
            ));
        }
        others.push(made);
    }
    let own = claims(program, &root.join("samples"), &out.join("samples"), &rows, false)?;
    let all = |but: Option<usize>| {
        let kept = others.iter().enumerate().filter(move |(n, _)| Some(*n) != but);
        kept.flat_map(|(_, set)| set)
    };
    let weights = fit(&cases.iter().chain(all(None)).collect::<Vec<_>>());
    let test = Judged::new(cross(&cases, &all(None).collect::<Vec<_>>()), &cases);
    let mut elsewhere = Judged::default();
    for (n, set) in others.iter().enumerate() {
        let w = fit(&cases.iter().chain(all(Some(n))).collect::<Vec<_>>());
        elsewhere.extend(Judged::new(set.iter().map(|c| chance(&w, &c.has)).collect(), set));
    }
    let samples = Judged::new(own.iter().map(|c| chance(&weights, &c.has)).collect(), &own);
    let mut table = head;
    for (row, w) in rows.iter().zip(&weights) {
        let _ = writeln!(table, "{}\t{w:.3}\t{}", row.id, row.gloss);
    }
    fs::write(&path, table).map_err(|e| format!("{TABLE}: {e}"))?;
    let seen: Vec<&Case> = cases.iter().chain(all(None)).collect();
    let page = page(&seen, &rows, &weights, &test, &elsewhere, &samples);
    fs::write(root.join(PAGE), page).map_err(|e| format!("{PAGE}: {e}"))?;
    Ok(format!(
        "calibrate: test set: {}; other outlets: {}; samples: {}",
        test.said(),
        elsewhere.said(),
        samples.said()
    ))
}

/// What was said of claims that their weights had not seen, beside the truth.
#[derive(Default)]
struct Judged {
    said: Vec<f64>,
    right: Vec<bool>,
    reports: usize,
}

impl Judged {
    fn new(said: Vec<f64>, cases: &[Case]) -> Self {
        Self {
            said,
            right: cases.iter().map(|c| c.right).collect(),
            reports: names(cases).len(),
        }
    }

    fn extend(&mut self, more: Self) {
        self.said.extend(more.said);
        self.right.extend(more.right);
        self.reports += more.reports;
    }

    fn said(&self) -> String {
        format!(
            "{} claims of {} reports, {} right, error {:.3}, ranking {:.3}",
            self.said.len(),
            self.reports,
            self.right.iter().filter(|r| **r).count(),
            error(&self.said, &self.right),
            ranking(&self.said, &self.right),
        )
    }
}

/// The reports of claims, sorted.
fn names(cases: &[Case]) -> Vec<&str> {
    let mut names: Vec<&str> = cases.iter().map(|c| c.report.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn parse(text: &str) -> Result<(String, Vec<Row>), String> {
    let (mut head, mut rows) = (String::new(), Vec::new());
    let mut named = false;
    for line in text.lines() {
        if line.starts_with('#') || !named {
            named |= !line.starts_with('#');
            head.push_str(line);
            head.push('\n');
            continue;
        }
        let mut cells = line.split('\t');
        match (cells.next(), cells.next(), cells.next()) {
            (Some(id), Some(_), Some(gloss)) => rows.push(Row {
                id: id.to_owned(),
                gloss: gloss.to_owned(),
            }),
            _ => return Err(format!("{TABLE}: expected sign, weight, gloss and saw {line:?}")),
        }
    }
    Ok((head, rows))
}

/// Runs the program over reports with gold and judges its claims.
fn claims(program: &Path, folder: &Path, out: &Path, rows: &[Row], elsewhere: bool) -> Result<Vec<Case>, String> {
    if !folder.is_dir() {
        println!("calibrate: {} is not there and not counted", folder.display());
        return Ok(Vec::new());
    }
    let mut command = Command::new(program);
    command.arg("run").arg(folder).arg("--out").arg(out);
    let done = command.args(["--quiet", "--no-gazetteer"]).status();
    if !done.is_ok_and(|s| matches!(s.code(), Some(0 | 1))) {
        return Err(format!("{}: the program failed", folder.display()));
    }
    let mut all = Vec::new();
    for judged in gold::compared(folder, out)? {
        for (c, claim) in judged.made.iter().enumerate() {
            let right = judged.typed.iter().any(|(_, x)| *x == c);
            let signs: Vec<&str> = claim["signs"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            let has = rows.iter().map(|r| r.id == "base" || signs.contains(&r.id.as_str()));
            all.push(Case {
                report: judged.report.clone(),
                has: has.chain([elsewhere]).collect(),
                right,
            });
        }
    }
    Ok(all)
}

/// The chance that weights give to a claim with these signs, whatever outlet it is of.
fn chance(weights: &[f64], has: &[bool]) -> f64 {
    let signs = weights.len().saturating_sub(1);
    let z: f64 = weights
        .iter()
        .zip(has)
        .take(signs)
        .filter(|(_, h)| **h)
        .map(|(w, _)| w)
        .sum();
    logistic(z)
}

fn logistic(z: f64) -> f64 {
    1.0 / (1.0 + f64::exp(-z))
}

/// For each claim the chance that weights give which were fitted without its report's fold.
fn cross(cases: &[Case], others: &[&Case]) -> Vec<f64> {
    let names = names(cases);
    let fold = |c: &Case| names.binary_search(&c.report.as_str()).unwrap_or(0) % FOLDS;
    let fitted: Vec<Vec<f64>> = (0..FOLDS)
        .map(|f| {
            let seen = cases.iter().filter(|c| fold(c) != f).chain(others.iter().copied());
            fit(&seen.collect::<Vec<_>>())
        })
        .collect();
    cases.iter().map(|c| chance(&fitted[fold(c)], &c.has)).collect()
}

/// Weights of greatest likelihood with a penalty on their squares, the first row free; by Newton's steps.
///
/// The last column is of reports of other outlets: part of its weight goes into the first, the rest is what they are
/// harder by.
#[must_use]
pub fn fit(cases: &[&Case]) -> Vec<f64> {
    let n = cases.first().map_or(0, |c| c.has.len());
    let mut w = vec![0.0; n];
    for _ in 0..40 {
        // The slope beside the curvature, row by row.
        let mut m = vec![vec![0.0; n + 1]; n];
        for (i, row) in m.iter_mut().enumerate() {
            let hold = if i == 0 { 1e-3 } else { HOLD };
            row[i] = hold;
            row[n] = -hold * w[i];
        }
        for c in cases {
            let on: Vec<usize> = (0..n).filter(|&i| c.has[i]).collect();
            let p = logistic(on.iter().map(|&i| w[i]).sum());
            for &i in &on {
                m[i][n] += f64::from(u8::from(c.right)) - p;
                for &j in &on {
                    m[i][j] += p * (1.0 - p);
                }
            }
        }
        let step = solve(m);
        let far = step.iter().fold(0.0_f64, |a, s| a.max(s.abs()));
        // A long step would leave the slope that it was reckoned from.
        let scale = if far > 1.0 { 1.0 / far } else { 1.0 };
        for (w, s) in w.iter_mut().zip(&step) {
            *w += s * scale;
        }
        if far < 1e-9 {
            break;
        }
    }
    if let [base, .., elsewhere] = w.as_mut_slice() {
        *base += (1.0 - NEAR) * *elsewhere;
        *elsewhere *= NEAR;
    }
    w
}

/// Solves linear equations, each row with its right side last.
fn solve(mut m: Vec<Vec<f64>>) -> Vec<f64> {
    let n = m.len();
    for i in 0..n {
        let best = (i..n)
            .max_by(|&a, &b| m[a][i].abs().total_cmp(&m[b][i].abs()))
            .unwrap_or(i);
        m.swap(i, best);
        let pivot = m[i].clone();
        for (r, row) in m.iter_mut().enumerate() {
            if r != i && pivot[i] != 0.0 {
                let by = row[i] / pivot[i];
                row.iter_mut().zip(&pivot).for_each(|(x, p)| *x -= by * p);
            }
        }
    }
    (0..n)
        .map(|i| if m[i][i] == 0.0 { 0.0 } else { m[i][n] / m[i][i] })
        .collect()
}

struct Bin {
    claims: usize,
    said: f64,
    right: f64,
}

fn bins(said: &[f64], right: &[bool]) -> Vec<Bin> {
    let mut out: Vec<Bin> = (0..BINS)
        .map(|_| Bin {
            claims: 0,
            said: 0.0,
            right: 0.0,
        })
        .collect();
    for (p, r) in said.iter().zip(right) {
        let at = ((p * BINS as f64) as usize).min(BINS - 1);
        out[at].claims += 1;
        out[at].said += p;
        out[at].right += f64::from(u8::from(*r));
    }
    out
}

/// Expected calibration error: the mean over claims of how far their bin's share of right ones is from what was said.
#[must_use]
pub fn error(said: &[f64], right: &[bool]) -> f64 {
    let far: f64 = bins(said, right).iter().map(|b| (b.said - b.right).abs()).sum();
    far / said.len().max(1) as f64
}

/// How often a right claim is held surer than a wrong one.
fn ranking(said: &[f64], right: &[bool]) -> f64 {
    let (mut above, mut pairs) = (0.0, 0.0);
    for (p, _) in said.iter().zip(right).filter(|(_, r)| **r) {
        for (q, _) in said.iter().zip(right).filter(|(_, r)| !**r) {
            pairs += 1.0;
            above += if p > q {
                1.0
            } else if p < q {
                0.0
            } else {
                0.5
            };
        }
    }
    if pairs > 0.0 { above / pairs } else { 0.5 }
}

fn page(seen: &[&Case], rows: &[Row], weights: &[f64], test: &Judged, elsewhere: &Judged, samples: &Judged) -> String {
    let mut out = String::from(
        "# Calibration of confidence\n\n\
         A claim's `confidence` is the share of claims like it that are right.\n\
         Right means: the scorer of claims finds it in the gold, in its place and with its type.\n\
         This page and the weights in `data/confidence/signs.tsv` are written by `make calibrate`.\n\n\
         A claim's `signs` say what speaks for and against it; each has a weight, the weights of a claim's signs are \
         added to that of `base`, and the sum is turned into a chance by the logistic function.\n\
         The weights are fitted by penalised likelihood, which keeps those of rare signs near nought.\n\n",
    );
    if !elsewhere.said.is_empty() {
        let _ = writeln!(
            out,
            "Rules are made while the test set is read: hardly a claim of it is wrong, and of other outlets' reports more \
             are.\n\
             What a sign is worth is therefore fitted on both, with a column of its own for how much harder the others \
             are; `base` lies {NEAR} of the way from them to the test set.\n\
             So confidence is a little too low for reports like those of the test set, and too high for many others.\n\
             The other reports were read by hand by the same guideline and are not published. Rules were mended after \
             each had been counted once, so that a new outlet may be harder still; \
             `make calibrate ALSO=\"FOLDER …\"` takes gold of your own in their stead.\n"
        );
    }
    for (title, about, set) in [
        (
            "Held out",
            "The test set, in five folds of whole reports: each number is of claims of reports that its weights have \
             not seen.",
            test,
        ),
        (
            "Other outlets",
            "Reports of other outlets, folder by folder with weights fitted without it.",
            elsewhere,
        ),
        (
            "Invented reports",
            "The reports of `samples/` took no part in the fit.",
            samples,
        ),
    ] {
        if set.said.is_empty() {
            continue;
        }
        let _ = writeln!(
            out,
            "## {title}\n\n{about}\n{} claims of {} reports, {} right.\n\
             Expected calibration error {:.3} in {BINS} bins; a right claim is held surer than a wrong one in {:.3} of \
             pairs.\n",
            set.said.len(),
            set.reports,
            set.right.iter().filter(|r| **r).count(),
            error(&set.said, &set.right),
            ranking(&set.said, &set.right),
        );
        table(&mut out, &set.said, &set.right);
        out.push('\n');
    }
    let _ = writeln!(
        out,
        "## Signs\n\n| sign | says | claims | right | weight |\n|---|---|---|---|---|"
    );
    for (i, row) in rows.iter().enumerate() {
        let with: Vec<&&Case> = seen.iter().filter(|c| c.has[i]).collect();
        let good = with.iter().filter(|c| c.right).count();
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {:.2} | {:+.2} |",
            row.id,
            row.gloss,
            with.len(),
            good as f64 / with.len().max(1) as f64,
            weights[i]
        );
    }
    out.push_str(
        "\n## What it does not say\n\n\
         A number is of the claim's type and place in the text; its slots may be wrong while it is right.\n\
         It does not say that the event happened: that others tell it too is said by the event.\n\
         Reports of other outlets and years may be easier or harder than those it was fitted on; fit it again on gold \
         of your own with `make calibrate`.\n",
    );
    out
}

fn table(out: &mut String, said: &[f64], right: &[bool]) {
    let _ = writeln!(out, "| confidence | claims | mean said | right |\n|---|---|---|---|");
    for (i, b) in bins(said, right).iter().enumerate().filter(|(_, b)| b.claims > 0) {
        let n = b.claims as f64;
        let _ = writeln!(
            out,
            "| {:.1} to {:.1} | {} | {:.2} | {:.2} |",
            i as f64 / BINS as f64,
            (i + 1) as f64 / BINS as f64,
            b.claims,
            b.said / n,
            b.right / n
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(n: usize, sign: bool, right: bool) -> Case {
        Case {
            report: format!("r{}", n % 10),
            has: vec![true, sign, false],
            right,
        }
    }

    /// Of claims with the sign nine in ten are right, of the others four in ten.
    fn many() -> Vec<Case> {
        (0..1000)
            .map(|n| case(n, n % 2 == 0, if n % 2 == 0 { n % 20 != 0 } else { n % 10 < 4 }))
            .collect()
    }

    #[test]
    fn weights_say_the_shares_that_were_seen() {
        let cases = many();
        let w = fit(&cases.iter().collect::<Vec<_>>());
        assert!((chance(&w, &[true, true, false]) - 0.9).abs() < 0.05, "{w:?}");
        assert!((chance(&w, &[true, false, false]) - 0.4).abs() < 0.05, "{w:?}");
        assert_eq!(fit(&cases.iter().collect::<Vec<_>>()), w);
    }

    #[test]
    fn the_error_is_the_distance_from_what_was_said() {
        assert!(error(&[0.95; 10], &[true; 10]) < 0.051);
        assert!((error(&[0.95; 10], &[false; 10]) - 0.95).abs() < 1e-9);
        assert!((error(&[0.25, 0.25, 0.25, 0.25], &[true, false, false, false])).abs() < 1e-9);
        assert!((ranking(&[0.9, 0.1], &[true, false]) - 1.0).abs() < 1e-9);
        assert!((ranking(&[0.5, 0.5], &[true, false]) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_sign_that_nobody_has_weighs_nothing() {
        let mut cases = many();
        cases.iter_mut().for_each(|c| c.has.insert(2, false));
        let w = fit(&cases.iter().collect::<Vec<_>>());
        assert!(w[2].abs() < 1e-9);
    }

    #[test]
    fn what_is_harder_elsewhere_changes_no_sign() {
        let mut cases = many();
        let harder = many().into_iter().enumerate().map(|(n, mut c)| {
            c.has[2] = true;
            c.right &= n % 3 != 0;
            c
        });
        let alone = fit(&cases.iter().collect::<Vec<_>>());
        cases.extend(harder);
        let w = fit(&cases.iter().collect::<Vec<_>>());
        let said = |w: &[f64]| chance(w, &[true, true, false]);
        assert!(said(&w) < said(&alone) && said(&w) > 0.6, "{w:?} {alone:?}");
        assert!(w[2] < 0.0 && w[1] > 1.0, "{w:?}");
    }

    #[test]
    fn the_table_of_the_repository_is_read() {
        let text = fs::read_to_string(crate::root().join(TABLE)).unwrap();
        let (head, rows) = parse(&text).unwrap();
        assert!(head.ends_with("sign\tweight\tgloss\n"));
        assert_eq!(rows[0].id, "base");
        assert!(parse("a\tb\tc\nx").is_err());
    }
}
