//! Functions, procedures and events.

use limbeck_schema::{Body, Kind, Object, Routine, Statement, Thing};

use crate::{dice::Dice, edit::pick_key, placeholder::placeholder, sketch::Sketch};

pub(super) fn add(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let kind = dice.pick(&[Kind::Function, Kind::Procedure, Kind::Event]).copied().unwrap_or(Kind::Function);
    let id = Thing::new(kind, sketch.coin_object('f', dice));
    let object = Object { body: body(&id, dice), id };
    sketch.schema.objects.add(object).expect("placeholders differ");
    true
}

/// Another body under the same name, or one thing more or less.
pub(super) fn change(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(id) = pick_key(&sketch.schema.objects, dice) else { return add(sketch, dice) };
    if dice.chance(30) {
        return sketch.schema.objects.remove(&id).is_some();
    }
    let object = Object { body: body(&id, dice), id };
    sketch.schema.objects.put(object).is_some()
}

fn body(id: &Thing, dice: &mut Dice) -> Body {
    let name = placeholder(&id.name.name);
    let number = dice.below(100);
    let definition = match id.kind {
        Kind::Function => format!(
            "CREATE FUNCTION {name}(a int) RETURNS int DETERMINISTIC NO SQL COMMENT 'it''s' RETURN a + {number}"
        ),
        Kind::Procedure => format!(
            "CREATE PROCEDURE {name}(IN a int, OUT b varchar(40)) BEGIN IF a > {number} THEN SET b = 'x;y'; \
             ELSE SET b = NULL; END IF; END"
        ),
        // One that begins now would begin at another time whenever it is made.
        _ => {
            let event = format!(
                "CREATE EVENT {name} ON SCHEDULE EVERY {} DAY STARTS '2038-01-01 00:00:00' DISABLE \
                 DO SET @limbeck = {number}",
                number + 1
            );
            return Body::Statement(Statement::new(event));
        }
    };
    let definition = Statement::new(definition);
    Body::Routine(Routine { signature: definition.clone(), definition })
}
