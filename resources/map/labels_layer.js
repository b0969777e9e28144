// Names of towns, placed so that none lies on another, on a tour, a stop, a chip or the home.
"use strict";

(function () {
  var SPACE = 12; // free pixels wanted between names
  var PIXELS_A_TOWN = 5200; // how crowded the names may be
  var GRID = 384; // pixels of the squares that towns are asked for
  var REFRESH = 180; // milliseconds after a change of the tours before names make way

  var SPRITES = 2000; // names kept as pictures
  var EDGE = 3; // pixels of a name's halo
  var HIGH = 20; // a name's picture

  // The largest towns, and the first few of a thinly peopled part, are set in bold.
  function isLarge(town, rank) {
    return town.people >= 250000 || (rank < 6 && town.people >= 60000);
  }

  // The home says its own name.
  function saysHome(town, x, y, taken) {
    if (loopwise.boxesMeet(loopwise.boxAround(x, y, 2), taken.home)) return true;
    return town.name === taken.homeName && loopwise.boxesMeet(loopwise.boxAround(x, y, 40), taken.home);
  }

  function namePicture(name, font, ratio, colours) {
    var canvas = document.createElement("canvas");
    var context = canvas.getContext("2d");
    context.font = font;
    var width = Math.ceil(context.measureText(name).width);
    var side = width + 2 * EDGE;
    canvas.width = Math.ceil(side * ratio);
    canvas.height = Math.ceil(HIGH * ratio);
    context.scale(ratio, ratio);
    context.font = font;
    context.lineJoin = "round";
    context.textBaseline = "middle";
    context.lineWidth = 3;
    context.strokeStyle = colours.halo;
    context.strokeText(name, EDGE, HIGH / 2);
    context.fillStyle = colours.text;
    context.fillText(name, EDGE, HIGH / 2);
    return { canvas: canvas, width: width, side: canvas.width / ratio };
  }

  loopwise.LabelsLayer = loopwise.PaddedCanvas.extend({
    // `obstacles()` gives {boxes, segments} in layer points.
    initialize: function (palette, obstacles) {
      loopwise.PaddedCanvas.prototype.initialize.call(this, "labels", 420);
      this.palette = palette;
      this.obstacles = obstacles;
      this._towns = [];
      this._asked = "";
      this._timer = 0;
      this._sprites = new Map();
    },

    forget: function () {
      this._sprites.clear();
    },

    // Names make way a moment after a change, so that the change itself is not held up.
    makeWay: function () {
      if (this._timer) clearTimeout(this._timer);
      else loopwise.pending++;
      var self = this;
      this._timer = setTimeout(function () {
        self._timer = 0;
        loopwise.pending--;
        loopwise.queue.add(self);
      }, REFRESH);
    },

    draw: function (context, view, ratio) {
      this._ask(view);
      this._place(context, view, ratio);
    },

    // Asks for the towns of the squares of a coarse grid that the canvas touches: the same answer, so
    // the same names, serve while the map is dragged about.
    _query: function (view) {
      var cell = GRID / view.world;
      var low = view.unit(view.box[0], view.box[1]);
      var high = view.unit(view.box[2], view.box[3]);
      var from = [Math.floor(low[0] / cell) * cell, Math.floor(low[1] / cell) * cell];
      var to = [Math.ceil(high[0] / cell) * cell, Math.ceil(high[1] / cell) * cell];
      var north = loopwise.unproject(from[0], from[1]);
      var south = loopwise.unproject(to[0], to[1]);
      var cells = Math.round((to[0] - from[0]) / cell) * Math.round((to[1] - from[1]) / cell);
      return [
        "w=" + north[1].toFixed(4), "s=" + south[0].toFixed(4),
        "e=" + south[1].toFixed(4), "n=" + north[0].toFixed(4),
        "limit=" + Math.round((cells * GRID * GRID) / PIXELS_A_TOWN),
      ].join("&");
    },

    _ask: function (view) {
      var query = this._query(view);
      if (query === this._asked) return;
      this._asked = query;
      var self = this;
      loopwise.fetching(
        fetch("towns?" + query)
          .then(function (answer) {
            return answer.json();
          })
          .then(function (towns) {
            if (query !== self._asked) return;
            self._towns = towns.map(function (town) {
              return { name: town[0], at: loopwise.project(town[1], town[2]), people: town[3] };
            });
            loopwise.queue.add(self);
          })
          .catch(function () {
            self._asked = "";
          })
      );
    },

    _place: function (context, view, ratio) {
      var taken = this.obstacles();
      var names = [];
      var self = this;
      this._towns.forEach(function (town, rank) {
        var x = view.x(town.at[0]);
        var y = view.y(town.at[1]);
        if (taken.home && saysHome(town, x, y, taken)) return;
        var sprite = self._sprite(town.name, isLarge(town, rank), ratio);
        var label = { x: x, y: y, width: sprite.width, sprite: sprite };
        var spot = self._spot(label, taken.boxes, taken.segments, names);
        if (!spot) return;
        names.push(spot.box);
        self._paint(context, label, spot);
      });
    },

    // A name is drawn once and kept as a picture: text with a halo is the dearest thing on the map.
    _sprite: function (name, large, ratio) {
      var colours = this.palette();
      var key = [name, large, ratio, colours.label, loopwise.FONT].join("|");
      var kept = this._sprites.get(key);
      if (kept) return kept;
      if (this._sprites.size > SPRITES) this._sprites.clear();
      var sprite = namePicture(name, loopwise.font(12, large ? 600 : 400), ratio, {
        halo: colours.halo,
        text: large ? colours.town : colours.label,
      });
      sprite.large = large;
      this._sprites.set(key, sprite);
      return sprite;
    },

    // The first place beside the town's dot, or beside a stop that lies on it, that is free.
    _spot: function (label, boxes, segments, names) {
      var covered = !loopwise.boxIsFree(loopwise.boxAround(label.x, label.y, 2), boxes, segments);
      var gap = covered ? 17 : 6;
      var places = [
        [label.x + gap, label.y],
        [label.x - gap - label.width, label.y],
        [label.x - label.width / 2, label.y - gap - 7],
        [label.x - label.width / 2, label.y + gap + 7],
      ];
      for (var i = 0; i < places.length; i++) {
        var x = places[i][0];
        var y = places[i][1];
        var box = [x - 2, y - 8, x + label.width + 2, y + 8];
        var roomy = [box[0] - SPACE, box[1] - SPACE / 2, box[2] + SPACE, box[3] + SPACE / 2];
        var near = [box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1];
        if (!loopwise.boxIsFree(roomy, names, [])) continue;
        if (loopwise.boxIsFree(near, boxes, segments)) return { x: x, y: y, box: box, dot: !covered };
      }
      return null;
    },

    _paint: function (context, label, spot) {
      var colours = this.palette();
      if (spot.dot) {
        context.beginPath();
        context.arc(label.x, label.y, label.sprite.large ? 2.5 : 2, 0, 7);
        context.fillStyle = colours.label;
        context.strokeStyle = colours.halo;
        context.lineWidth = 2;
        context.stroke();
        context.fill();
      }
      var sprite = label.sprite;
      context.drawImage(
        sprite.canvas, Math.round(spot.x) - EDGE, Math.round(spot.y) - HIGH / 2, sprite.side, HIGH
      );
    },
  });
})();
