// What is to be drawn of the week, worked out from the scene without a canvas.
//
// Gives a list of tours, each {tour, colour, legs, stops, look}; look is one of
//   "plain", "focus" (wider), "after" (a preview's outcome), "faint" (not asked about),
// and dashed legs (what a preview replaces, or a zigzag). Places are in the unit square.
"use strict";

(function () {
  function point(latlon) {
    return loopwise.project(latlon[0], latlon[1]);
  }

  // [call, account, number, lat, lon, mark] as the scene sends a stop.
  function stopOf(raw) {
    return {
      call: raw[0],
      account: raw[1],
      number: raw[2],
      at: loopwise.project(raw[3], raw[4]),
      mark: raw[5] === "complaint" ? "!" : Array.from(raw[5] || "")[0] || "",
    };
  }

  // The corners of a tour from its start through all stops to its end; none without a stop.
  function corners(tour) {
    if (!tour.stops.length) return [];
    var stops = tour.stops.map(function (raw) {
      return loopwise.project(raw[3], raw[4]);
    });
    return [point(tour.start)].concat(stops, [point(tour.end)]);
  }

  function legsOf(tour) {
    var at = corners(tour);
    return at.slice(1).map(function (to, i) {
      return [at[i][0], at[i][1], to[0], to[1]];
    });
  }

  function keyOf(leg) {
    return leg
      .map(function (value) {
        return value.toFixed(7);
      })
      .join(" ");
  }

  function shaped(tour, look) {
    return {
      tour: tour,
      day: tour.day,
      label: tour.label,
      look: look,
      legs: legsOf(tour),
      stops: tour.stops.map(stopOf),
    };
  }

  // The legs of `before` that no tour of `after` drives, either way round.
  function replacedLegs(before, after) {
    var kept = new Set();
    after.forEach(function (tour) {
      legsOf(tour).forEach(function (leg) {
        kept.add(keyOf(leg));
        kept.add(keyOf([leg[2], leg[3], leg[0], leg[1]]));
      });
    });
    var replaced = [];
    before.forEach(function (tour) {
      legsOf(tour).forEach(function (leg) {
        if (!kept.has(keyOf(leg))) replaced.push({ day: tour.day, leg: leg });
      });
    });
    return replaced;
  }

  function weekShapes(scene) {
    return loopwise.toursOf(scene).map(function (tour) {
      if (scene.focus === null) return shaped(tour, "plain");
      return shaped(tour, tour.day === scene.focus ? "focus" : "faint");
    });
  }

  function previewShapes(scene) {
    var preview = scene.preview;
    var changed = new Set(
      preview.before.concat(preview.after).map(function (tour) {
        return tour.day;
      })
    );
    var shapes = loopwise.toursOf(scene)
      .filter(function (tour) {
        return !changed.has(tour.day);
      })
      .map(function (tour) {
        return shaped(tour, "faint");
      });
    return shapes.concat(
      preview.after.map(function (tour) {
        return shaped(tour, "after");
      })
    );
  }

  function comparisonShapes(comparison) {
    var loop = shaped(comparison.loop, "loop");
    loop.order = {};
    comparison.zigzag.stops.forEach(function (raw, i) {
      loop.order[raw[0] + " " + raw[1]] = i + 1;
    });
    return [loop];
  }

  loopwise.toursOf = function (scene) {
    return Object.keys(scene.tours)
      .sort()
      .map(function (day) {
        return scene.tours[day];
      });
  };

  // {shapes, dashed: [{day, leg}]}; dashed of a comparison is the zigzag.
  loopwise.shapesOf = function (scene) {
    if (scene.comparison) {
      var zigzag = legsOf(scene.comparison.zigzag).map(function (leg) {
        return { day: scene.comparison.day, leg: leg };
      });
      return { shapes: comparisonShapes(scene.comparison), dashed: zigzag };
    }
    if (scene.preview) {
      var dashed = replacedLegs(scene.preview.before, scene.preview.after);
      return { shapes: previewShapes(scene), dashed: dashed };
    }
    return { shapes: weekShapes(scene), dashed: [] };
  };

  // Accounts that are drawn as stops, so not as dots: those of the week, whatever is previewed.
  loopwise.plannedAccounts = function (scene) {
    var planned = new Set();
    loopwise.toursOf(scene).forEach(function (tour) {
      tour.stops.forEach(function (raw) {
        planned.add(raw[1]);
      });
    });
    return planned;
  };

  // All corners of tours, for zooming.
  loopwise.cornersOf = function (tours) {
    return [].concat.apply([], tours.map(corners));
  };
})();
