//! Tables of aligned columns.

use std::fmt;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

pub struct Table {
    alignments: Vec<Align>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of these columns; the titles are its first row.
    pub fn new<const N: usize>(columns: [(&str, Align); N]) -> Self {
        let titles = columns.iter().map(|(title, _)| (*title).to_owned()).collect();
        Self { alignments: columns.iter().map(|(_, align)| *align).collect(), rows: vec![titles] }
    }

    /// A table of so many columns without titles, all aligned to the left.
    pub fn untitled(columns: usize) -> Self {
        Self { alignments: vec![Align::Left; columns], rows: Vec::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// # Panics
    /// A row of another length is a bug.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        assert_eq!(N, self.alignments.len(), "BUG: a row of {N} cells");
        self.rows.push(cells.into());
    }

    fn widths(&self) -> Vec<usize> {
        let width =
            |column: usize| self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        (0..self.alignments.len()).map(width).collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let widths = self.widths();
        for row in &self.rows {
            let cells =
                row.iter().zip(&widths).zip(&self.alignments).map(|((cell, width), align)| match align {
                    Align::Left => format!("{cell:<width$}"),
                    Align::Right => format!("{cell:>width$}"),
                });
            writeln!(f, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut table =
            Table::new([("target", Align::Left), ("instructions", Align::Right), ("", Align::Left)]);
        table.row(["virt32".into(), "1234567".into(), "ok".into()]);
        table.row(["a-longer-name".into(), "—".into(), String::new()]);
        let expected = "  target         instructions\n  \
                        virt32              1234567  ok\n  \
                        a-longer-name             —\n";
        assert_eq!(table.to_string(), expected);
    }
}
