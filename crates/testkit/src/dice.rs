//! Random choices, drawn from a tape of numbers.

/// Draws choices. Zero, which is also what follows the end of the tape, is the plainest one.
pub(crate) struct Dice {
    tape: std::vec::IntoIter<u32>,
    /// Where there is a seed instead of a tape, the state of a splitmix64 generator.
    state: Option<u64>,
}

impl Dice {
    pub(crate) fn from_tape(tape: Vec<u32>) -> Self {
        Self { tape: tape.into_iter(), state: None }
    }

    pub(crate) fn seeded(seed: u64) -> Self {
        Self { tape: Vec::new().into_iter(), state: Some(seed) }
    }

    /// A number below `limit`; 0 where there is none. Smaller draws give smaller numbers.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let draw = u64::from(self.draw());
        usize::try_from((draw * limit as u64) >> 32).unwrap_or(0)
    }

    /// Whether something happens that happens `percent` times in a hundred; by default it does not.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// One of them, by default the first.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// Another order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }

    fn draw(&mut self) -> u32 {
        let Some(state) = &mut self.state else {
            return self.tape.next().unwrap_or(0);
        };
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 32) as u32
    }
}
