//! Stems: root and form of a verb to the stems that endings are put on.
//!
//! In: a [`Root`], its [`Form`], the vowels of form I and a few irregularities. Out: [`Stems`], phonemic strings
//! (see `spell`). Each stem comes twice: *open*, before an ending that begins with a vowel (*madd-a*,
//! *qāl-a*), and *closed*, before one that begins with a consonant (*madad-tu*, *qul-tu*). A weak last radical is
//! left at the end of the stem as `y` or `w` behind its vowel; `conjugate` contracts it with the ending.

/// A derived form of the verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// I to X.
    Derived(u8),
    /// Four radicals, form I, II or IV.
    Quadriliteral(u8),
}

impl Form {
    /// Reads `1` .. `10`, `q1`, `q2`, `q4`.
    #[must_use]
    pub fn parse(s: &str) -> Option<Self> {
        match s {
            "q1" => Some(Self::Quadriliteral(1)),
            "q2" => Some(Self::Quadriliteral(2)),
            "q4" => Some(Self::Quadriliteral(4)),
            _ => s.parse().ok().filter(|n| (1..=10).contains(n)).map(Self::Derived),
        }
    }
}

/// What a verb is conjugated from.
#[derive(Clone, Debug)]
pub struct Root {
    /// Radicals, hamza as `'`.
    pub radicals: Vec<u8>,
    /// Form.
    pub form: Form,
    /// Vowels of the second radical in perfect and imperfect of form I.
    pub vowels: (u8, u8),
    /// Irregularities.
    pub quirks: Quirks,
}

/// Irregularities that the root does not tell.
#[derive(Clone, Copy, Default, Debug)]
pub struct Quirks {
    /// A weak second radical behaves as a sound one: استحوذ *istaḥwaḏa*.
    pub sound: bool,
    /// A first radical w falls in the imperfect though its vowel does not say so: وقع يقع *waqaʿa yaqaʿu*.
    pub drop_first: bool,
    /// A first hamza falls in the imperative: خذ *ḫuḏ*.
    pub short_imperative: bool,
    /// A middle hamza falls in the imperfect: رأى يرى *raʾā yarā*.
    pub drop_hamza: bool,
    /// A first hamza is swallowed by the t of form VIII: اتخذ *ittaḫaḏa*.
    pub swallow_hamza: bool,
    /// No passive: the verb takes no object.
    pub intransitive: bool,
    /// Perfect alone: ليس *laysa*.
    pub perfect_only: bool,
}

/// One stem before vowels and before consonants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stem {
    /// Before a vowel.
    pub open: Vec<u8>,
    /// Before a consonant, and where hollow verbs have no ending.
    pub closed: Vec<u8>,
}

/// All stems of a verb.
#[derive(Clone, Debug)]
pub struct Stems {
    /// Perfect active, passive.
    pub perfect: (Stem, Option<Stem>),
    /// Imperfect active, passive, without their prefix.
    pub imperfect: Option<(Stem, Option<Stem>)>,
    /// Vowel of the imperfect's prefix.
    pub prefix: u8,
    /// Vowel that helps an imperative over two consonants.
    pub help: u8,
    /// Active participle.
    pub active: Option<Vec<u8>>,
    /// Passive participle.
    pub passive: Option<Vec<u8>>,
    /// Regular masdar of a derived form.
    pub masdar: Option<Vec<u8>>,
    /// A weak last radical of the active perfect is written ا, not ى: دعا *daʿā*.
    pub alef: bool,
    /// The verb begins with hamza in the imperative: أعلن *aʿlin*.
    pub hamza_imperative: bool,
}

fn weak(b: u8) -> bool {
    matches!(b, b'w' | b'y')
}

fn long(v: u8) -> u8 {
    v.to_ascii_uppercase()
}

fn join(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

impl Root {
    fn c(&self, i: usize) -> u8 {
        self.radicals.get(i).copied().unwrap_or(b'\'')
    }

    /// The last radical is weak.
    #[must_use]
    pub fn defective(&self) -> bool {
        self.radicals.last().is_some_and(|&b| weak(b)) && !matches!(self.form, Form::Derived(9))
    }

    fn takes_part(&self) -> bool {
        matches!(self.form, Form::Derived(1 | 4 | 7 | 8 | 10))
    }

    /// The middle radical is a vowel in most forms.
    #[must_use]
    pub fn hollow(&self) -> bool {
        weak(self.c(1)) && !self.defective() && !self.quirks.sound && self.takes_part()
    }

    /// Second and third radical are the same and contract.
    #[must_use]
    pub fn doubled(&self) -> bool {
        let contracts = self.takes_part() || matches!(self.form, Form::Derived(3 | 6));
        self.radicals.len() == 3 && self.c(1) == self.c(2) && contracts && !self.defective()
    }

    /// First radical and the t of form VIII, assimilated.
    fn eighth(&self) -> Vec<u8> {
        match self.c(0) {
            b't' | b'w' | b'y' => b"tt".to_vec(),
            b'\'' if self.quirks.swallow_hamza => b"tt".to_vec(),
            b'd' | b'*' => b"dd".to_vec(),
            b'z' => b"zd".to_vec(),
            b'S' => b"ST".to_vec(),
            b'D' => b"DT".to_vec(),
            b'T' => b"TT".to_vec(),
            b'Z' => b"ZZ".to_vec(),
            c => vec![c, b't'],
        }
    }

    /// Stem from what stands before the second radical (with its vowel), the vowel after it and the last radical.
    fn stem(&self, head: &[u8], v: u8, short: u8) -> Stem {
        let (c2, c3) = (self.c(1), self.c(2));
        let x = head.last().copied().filter(|&b| super::spell::is_vowel(b));
        let last = if self.defective() && !self.first_w() { b'y' } else { c3 };
        let bare = match x {
            Some(_) => &head[..head.len() - 1],
            None => head,
        };
        if self.hollow() {
            let (open_vowel, closed_vowel) = match x {
                Some(b'u') => (b'I', b'i'),
                Some(_) => (b'A', short),
                None => (long(v), v),
            };
            return Stem {
                open: join(&[bare, &[open_vowel, c3]]),
                closed: join(&[bare, &[closed_vowel, c3]]),
            };
        }
        let closed = join(&[head, &[c2, v, last]]);
        if self.doubled() {
            let open = match x {
                Some(_) => join(&[head, &[c2, c3]]),
                None => join(&[head, &[v, c2, c3]]),
            };
            return Stem { open, closed };
        }
        if self.quirks.drop_hamza && x.is_none() {
            let both = join(&[head, &[v, last]]);
            return Stem {
                open: both.clone(),
                closed: both,
            };
        }
        Stem {
            open: closed.clone(),
            closed,
        }
    }

    /// Form I of a last radical w keeps it: دعوت *daʿawtu*.
    fn first_w(&self) -> bool {
        self.form == Form::Derived(1) && self.c(2) == b'w'
    }

    /// Works out all stems.
    #[must_use]
    pub fn stems(&self) -> Stems {
        match self.form {
            Form::Derived(1) => self.first(),
            Form::Derived(9) => self.ninth(),
            Form::Derived(n) => self.derived(n),
            Form::Quadriliteral(n) => self.quadriliteral(n),
        }
    }

    fn first(&self) -> Stems {
        let (c1, c2, c3) = (self.c(0), self.c(1), self.c(2));
        let (v1, v2) = self.vowels;
        let short = match (v1, v2) {
            (b'a', b'u') => b'u',
            (b'a', b'a') => b'a',
            _ => b'i',
        };
        let mut perfect = self.stem(&[c1, b'a'], v1, short);
        if self.quirks.perfect_only {
            perfect = Stem {
                open: vec![c1, b'a', c2, c3],
                closed: vec![c1, b'a', c3],
            };
        }
        if v1 == b'i' && self.defective() {
            let both = vec![c1, b'a', c2, b'i', b'y'];
            perfect = Stem {
                open: both.clone(),
                closed: both,
            };
        }
        let dropped = c1 == b'w' && (v2 == b'i' || self.quirks.drop_first);
        let head: &[u8] = if dropped { &[] } else { &[c1] };
        let mut imperfect = self.stem(head, v2, v2);
        if self.defective() && v2 == b'a' {
            for part in [&mut imperfect.open, &mut imperfect.closed] {
                if let Some(last) = part.last_mut() {
                    *last = b'y';
                }
            }
        }
        let passive = !self.quirks.intransitive && (v1 != b'u' || v2 != b'u');
        let weak_passive = |mut s: Stem| {
            if self.defective() {
                for part in [&mut s.open, &mut s.closed] {
                    if let Some(last) = part.last_mut() {
                        *last = b'y';
                    }
                }
            }
            s
        };
        let perfect_passive = passive.then(|| weak_passive(self.stem(&[c1, b'u'], b'i', b'i')));
        let imperfect_passive = passive.then(|| weak_passive(self.stem(&[c1], b'a', b'a')));
        let active = if self.hollow() {
            if c3 == b'\'' {
                vec![c1, b'A', b'\'', b'i', b'y']
            } else {
                vec![c1, b'A', b'\'', b'i', c3]
            }
        } else if self.defective() {
            vec![c1, b'A', c2, b'i', b'y']
        } else if self.doubled() {
            vec![c1, b'A', c2, c3]
        } else {
            vec![c1, b'A', c2, b'i', c3]
        };
        let past = if self.hollow() {
            let v = if c2 == b'w' && v2 != b'i' { b'U' } else { b'I' };
            vec![b'm', b'a', c1, v, c3]
        } else if self.defective() {
            let (v, g) = if c3 == b'w' && v1 == b'a' {
                (b'u', b'w')
            } else {
                (b'i', b'y')
            };
            vec![b'm', b'a', c1, c2, v, g, g]
        } else {
            vec![b'm', b'a', c1, c2, b'U', c3]
        };
        let whole = !self.quirks.perfect_only;
        Stems {
            perfect: (perfect, perfect_passive),
            imperfect: whole.then_some((imperfect, imperfect_passive)),
            prefix: b'a',
            help: if v2 == b'u' { b'u' } else { b'i' },
            active: whole.then_some(active),
            passive: (whole && passive).then_some(past),
            masdar: None,
            alef: c3 == b'w',
            hamza_imperative: false,
        }
    }

    fn derived(&self, n: u8) -> Stems {
        let (c1, c2, c3) = (self.c(0), self.c(1), self.c(2));
        let eighth = self.eighth();
        // What stands before the second radical: perfect active, passive, imperfect active, passive.
        let heads: [Vec<u8>; 4] = match n {
            2 => [
                vec![c1, b'a', c2],
                vec![c1, b'u', c2],
                vec![c1, b'a', c2],
                vec![c1, b'a', c2],
            ],
            3 => [vec![c1, b'A'], vec![c1, b'U'], vec![c1, b'A'], vec![c1, b'A']],
            4 => [vec![b'\'', b'a', c1], vec![b'\'', b'u', c1], vec![c1], vec![c1]],
            5 => [
                vec![b't', b'a', c1, b'a', c2],
                vec![b't', b'u', c1, b'u', c2],
                vec![b't', b'a', c1, b'a', c2],
                vec![b't', b'a', c1, b'a', c2],
            ],
            6 => [
                vec![b't', b'a', c1, b'A'],
                vec![b't', b'u', c1, b'U'],
                vec![b't', b'a', c1, b'A'],
                vec![b't', b'a', c1, b'A'],
            ],
            7 => [
                vec![b'i', b'n', c1, b'a'],
                vec![b'u', b'n', c1, b'u'],
                vec![b'n', c1, b'a'],
                vec![b'n', c1, b'a'],
            ],
            8 => [
                join(&[b"i", &eighth, b"a"]),
                join(&[b"u", &eighth, b"u"]),
                join(&[&eighth, b"a"]),
                join(&[&eighth, b"a"]),
            ],
            _ => [
                vec![b'i', b's', b't', b'a', c1],
                vec![b'u', b's', b't', b'u', c1],
                vec![b's', b't', b'a', c1],
                vec![b's', b't', b'a', c1],
            ],
        };
        let vowel = if matches!(n, 5 | 6) { b'a' } else { b'i' };
        let build = |i: usize, v: u8, short: u8| self.stem(&heads[i], v, short);
        let passive = !self.quirks.intransitive && n != 7;
        let imperfect = build(2, vowel, b'a');
        let imperfect_passive = build(3, b'a', b'a');
        // A doubled stem shows no vowel between its last radicals in forms III, VI, VII, VIII: both participles agree.
        let active = join(&[b"mu", &build(2, b'i', b'a').open]);
        let past = join(&[b"mu", &imperfect_passive.open]);
        Stems {
            perfect: (build(0, b'a', b'a'), passive.then(|| build(1, b'i', b'i'))),
            imperfect: Some((imperfect, passive.then_some(imperfect_passive))),
            prefix: if matches!(n, 2..=4) { b'u' } else { b'a' },
            help: b'i',
            active: Some(active),
            passive: passive.then_some(past),
            masdar: Some(self.masdar(n, c1, c2, c3, &eighth)),
            alef: false,
            hamza_imperative: n == 4,
        }
    }

    fn masdar(&self, n: u8, c1: u8, c2: u8, c3: u8, eighth: &[u8]) -> Vec<u8> {
        let defective = self.defective();
        let hollow = self.hollow();
        let last = if defective { b'\'' } else { c3 };
        match n {
            2 if defective => vec![b't', b'a', c1, c2, b'i', b'y', b'a', b'p'],
            2 if c3 == b'\'' => vec![b't', b'a', c1, c2, b'i', c3, b'a', b'p'],
            2 => vec![b't', b'a', c1, c2, b'I', c3],
            3 if defective => vec![b'm', b'u', c1, b'A', c2, b'A', b'p'],
            3 if self.doubled() => vec![b'm', b'u', c1, b'A', c2, c3, b'a', b'p'],
            3 => vec![b'm', b'u', c1, b'A', c2, b'a', c3, b'a', b'p'],
            4 if self.quirks.drop_hamza => vec![b'\'', b'i', c1, b'A', b'\'', b'a', b'p'],
            4 if hollow => vec![b'\'', b'i', c1, b'A', c3, b'a', b'p'],
            4 => vec![b'\'', b'i', c1, c2, b'A', last],
            5 if defective => vec![b't', b'a', c1, b'a', c2, c2, b'i', b'y'],
            5 => vec![b't', b'a', c1, b'a', c2, c2, b'u', c3],
            6 if defective => vec![b't', b'a', c1, b'A', c2, b'i', b'y'],
            6 if self.doubled() => vec![b't', b'a', c1, b'A', c2, c3],
            6 => vec![b't', b'a', c1, b'A', c2, b'u', c3],
            7 if hollow => vec![b'i', b'n', c1, b'i', b'y', b'A', c3],
            7 => vec![b'i', b'n', c1, b'i', c2, b'A', last],
            8 if hollow => join(&[b"i", eighth, &[b'i', b'y', b'A', c3]]),
            8 => join(&[b"i", eighth, &[b'i', c2, b'A', last]]),
            _ if hollow => vec![b'i', b's', b't', b'i', c1, b'A', c3, b'a', b'p'],
            _ => vec![b'i', b's', b't', b'i', c1, c2, b'A', last],
        }
    }

    fn ninth(&self) -> Stems {
        let (c1, c2, c3) = (self.c(0), self.c(1), self.c(2));
        Stems {
            perfect: (
                Stem {
                    open: vec![b'i', c1, c2, b'a', c3, c3],
                    closed: vec![b'i', c1, c2, b'a', c3, b'a', c3],
                },
                None,
            ),
            imperfect: Some((
                Stem {
                    open: vec![c1, c2, b'a', c3, c3],
                    closed: vec![c1, c2, b'a', c3, b'i', c3],
                },
                None,
            )),
            prefix: b'a',
            help: b'i',
            active: Some(vec![b'm', b'u', c1, c2, b'a', c3, c3]),
            passive: None,
            masdar: Some(vec![b'i', c1, c2, b'i', c3, b'A', c3]),
            alef: false,
            hamza_imperative: false,
        }
    }

    fn quadriliteral(&self, n: u8) -> Stems {
        let (c1, c2, c3, c4) = (self.c(0), self.c(1), self.c(2), self.c(3));
        let both = |s: Vec<u8>| Stem {
            open: s.clone(),
            closed: s,
        };
        let plain = |pre: &[u8], a: u8, b: u8| both(join(&[pre, &[c1, a, c2, c3, b, c4]]));
        let intransitive = self.quirks.intransitive;
        match n {
            1 => Stems {
                perfect: (plain(b"", b'a', b'a'), (!intransitive).then(|| plain(b"", b'u', b'i'))),
                imperfect: Some((plain(b"", b'a', b'i'), (!intransitive).then(|| plain(b"", b'a', b'a')))),
                prefix: b'u',
                help: b'i',
                active: Some(plain(b"mu", b'a', b'i').open),
                passive: (!intransitive).then(|| plain(b"mu", b'a', b'a').open),
                masdar: Some(vec![c1, b'a', c2, c3, b'a', c4, b'a', b'p']),
                alef: false,
                hamza_imperative: false,
            },
            2 => Stems {
                perfect: (plain(b"ta", b'a', b'a'), None),
                imperfect: Some((plain(b"ta", b'a', b'a'), None)),
                prefix: b'a',
                help: b'i',
                active: Some(plain(b"muta", b'a', b'i').open),
                passive: None,
                masdar: Some(vec![b't', b'a', c1, b'a', c2, c3, b'u', c4]),
                alef: false,
                hamza_imperative: false,
            },
            _ => Stems {
                perfect: (
                    Stem {
                        open: vec![b'i', c1, c2, b'a', c3, c4, c4],
                        closed: vec![b'i', c1, c2, b'a', c3, c4, b'a', c4],
                    },
                    None,
                ),
                imperfect: Some((
                    Stem {
                        open: vec![c1, c2, b'a', c3, b'i', c4, c4],
                        closed: vec![c1, c2, b'a', c3, c4, b'i', c4],
                    },
                    None,
                )),
                prefix: b'a',
                help: b'i',
                active: Some(vec![b'm', b'u', c1, c2, b'a', c3, b'i', c4, c4]),
                passive: None,
                masdar: Some(vec![b'i', c1, c2, b'i', c3, c4, b'A', c4]),
                alef: false,
                hamza_imperative: false,
            },
        }
    }
}
