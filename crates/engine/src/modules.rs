//! A file of Rust with the modules it declares: `mod users;` is followed as the compiler does.

use std::path::{Path, PathBuf};

use limbeck_models::{ModuleFile, SourceFile, module_files};
use limbeck_schema::Diagnostic;

use crate::{EngineError, files};

/// The files, in the order in which they are met, and what is wrong between them.
#[derive(Default)]
pub(crate) struct Followed {
    pub(crate) files: Vec<SourceFile>,
    pub(crate) problems: Vec<Diagnostic>,
    /// Real paths of those that are read.
    read: Vec<PathBuf>,
    /// Real paths of those that are being read, each declared by the one before it.
    open: Vec<PathBuf>,
}

/// The file and those of its modules. A module whose file is missing may be one of a model: it is told.
pub(crate) fn follow(path: &Path) -> Result<Followed, EngineError> {
    let mut followed = Followed::default();
    let stem = path.file_stem().unwrap_or_default();
    followed.file(path.to_owned(), ["mod", "lib", "main"].iter().any(|root| stem == *root))?;
    Ok(followed)
}

impl Followed {
    /// A file that owns its directory has its modules beside it, and not in a directory of its own name.
    fn file(&mut self, path: PathBuf, owns_directory: bool) -> Result<(), EngineError> {
        let real = path.canonicalize().map_err(|error| files::unreadable(&path, error))?;
        if self.read.contains(&real) {
            return Ok(());
        }
        let file = files::read_one(&path)?;
        let modules = module_files(&file);
        self.files.push(file);
        self.read.push(real.clone());
        self.open.push(real);
        for module in &modules {
            self.module((&path, owns_directory), module)?;
        }
        self.open.pop();
        Ok(())
    }

    fn module(&mut self, parent: (&Path, bool), module: &ModuleFile) -> Result<(), EngineError> {
        // The file that was named may be the root of a crate, whatever it is called.
        let candidates = candidates(parent, module, self.open.len() == 1);
        let Some(path) = candidates.iter().find(|path| path.is_file()) else {
            let looked: Vec<String> = candidates.iter().map(|path| path.display().to_string()).collect();
            let message = format!("there is no file of module `{}`", module.name);
            let help = format!(
                "looked for {}; models in it would be taken for dropped: put the file there, or remove the line",
                looked.join(", ")
            );
            self.problems.push(module.problem(message, help));
            return Ok(());
        };
        if path.canonicalize().is_ok_and(|real| self.open.contains(&real)) {
            let message = format!("module `{}` is a file that declares this one: a circle", module.name);
            let help = format!("let one of the two lines go: {} is read already", path.display());
            self.problems.push(module.problem(message, help));
            return Ok(());
        }
        // What `#[path]` names counts as a `mod.rs`.
        let owns_directory = module.path.is_some() || path.file_stem().is_some_and(|stem| stem == "mod");
        self.file(path.clone(), owns_directory)
    }
}

/// Where the file of a module may be, as the compiler looks for it.
fn candidates(
    (parent, owns_directory): (&Path, bool),
    module: &ModuleFile,
    may_be_root: bool,
) -> Vec<PathBuf> {
    let directory = parent.parent().unwrap_or(Path::new(""));
    let own = if owns_directory {
        directory.to_owned()
    } else {
        directory.join(parent.file_stem().unwrap_or_default())
    };
    let below =
        |directory: &Path| module.inside.iter().fold(directory.to_owned(), |path, name| path.join(name));
    if let Some(path) = &module.path {
        return vec![if module.inside.is_empty() { directory.join(path) } else { below(&own).join(path) }];
    }
    let mut places = vec![below(&own)];
    if may_be_root && !owns_directory {
        places.push(below(directory));
    }
    let name = &module.name;
    places
        .into_iter()
        .flat_map(|place| [place.join(format!("{name}.rs")), place.join(name).join("mod.rs")])
        .collect()
}
