// The week's tours, the home, the chips of the days, and the rings of selection and hover.
//
// It is the only layer that a drop paints anew.
"use strict";

(function () {
  var STOP = 10; // radius of a numbered stop
  var FAINT_STOP = 5;
  var RING = 14;
  var FAINT = 0.4;
  var SHORTEST_ARROW = 58; // pixels of a leg that has room for an arrow
  var ARROW_AT = 0.44; // part of a leg
  var WIDTHS = { plain: 3.5, focus: 4.5, after: 4, faint: 3.5, loop: 5 };

  loopwise.ToursLayer = loopwise.PaddedCanvas.extend({
    // `scene()` gives what to draw, `palette()` the colours, `place(id)` an account's place.
    initialize: function (scene, palette, place) {
      loopwise.PaddedCanvas.prototype.initialize.call(this, "tours", 450);
      this.scene = scene;
      this.palette = palette;
      this.place = place;
      this.pin = null; // {id, at} while a pin is dragged
      this._stops = [];
      this._chips = [];
      this._segments = [];
      this._orderBoxes = [];
      this._homeBox = null;
    },

    draw: function (context, view) {
      this._stops = [];
      this._chips = [];
      this._segments = [];
      this._orderBoxes = [];
      this._homeBox = null;
      var drawn = loopwise.shapesOf(this.scene());
      var painter = new Painter(context, view, this.palette());
      this._drawLegs(painter, drawn);
      this._drawStops(painter, drawn.shapes);
      this._drawHome(painter);
      this._drawChips(painter, drawn.shapes);
      this._drawRings(painter);
    },

    _drawLegs: function (painter, drawn) {
      var self = this;
      var comparing = this.scene().comparison !== null;
      var order = { faint: 0, plain: 1, focus: 2, after: 2, loop: 2 };
      drawn.shapes.sort(function (a, b) {
        return order[a.look] - order[b.look];
      });
      drawn.shapes.forEach(function (shape) {
        shape.pixels = shape.legs.map(painter.segment, painter);
        self._segments = self._segments.concat(shape.pixels);
        if (shape.look !== "faint" || !comparing) painter.tour(shape);
      });
      drawn.dashed.forEach(function (one) {
        var pixels = painter.segment(one.leg);
        self._segments.push(pixels);
        if (comparing) painter.zigzag(pixels);
        else painter.replaced(pixels, one.day);
      });
    },

    _drawStops: function (painter, shapes) {
      var self = this;
      shapes.forEach(function (shape) {
        shape.spots = shape.stops.map(function (stop) {
          var at = painter.at(stop.at);
          // A busy time of the rep is on the way; there is nobody to show a card of.
          if (!stop.account) {
            painter.faintStop(at, shape.day);
            return at;
          }
          var faint = shape.look === "faint";
          if (faint) painter.faintStop(at, shape.day);
          else painter.stop(at, shape.day, String(stop.number));
          if (stop.mark && !faint) painter.mark(at, stop.mark);
          self._stops.push({ account: stop.account, x: at[0], y: at[1], radius: faint ? FAINT_STOP : STOP });
          return at;
        });
      });
      shapes.forEach(function (shape) {
        if (!shape.order) return;
        shape.stops.forEach(function (stop, i) {
          var order = String(shape.order[stop.call + " " + stop.account] || "");
          self._orderBoxes.push(painter.orderBox(shape.spots[i], order));
        });
      });
    },

    _drawHome: function (painter) {
      var home = this.scene().home;
      if (home) this._homeBox = painter.home(painter.at(loopwise.project(home.lat, home.lon)), home.label);
    },

    _drawChips: function (painter, shapes) {
      var self = this;
      var home = this.scene().home;
      var boxes = this._stopBoxes();
      if (this._homeBox) boxes.push(this._homeBox);
      var frame = this._frame(shapes);
      shapes.forEach(function (shape) {
        if (shape.look === "faint" || !shape.label || !shape.spots.length) return;
        var centre = home ? painter.at(loopwise.project(home.lat, home.lon)) : shape.spots[0];
        var width = painter.chipWidth(shape.label);
        var box = loopwise.placeChip(shape.spots, centre, width, boxes, self._segments, frame);
        painter.chip(box, shape.day, shape.label);
        boxes.push(box);
        self._chips.push({ day: shape.day, box: box });
      });
    },

    // All stops and the margin that zooming to them leaves.
    _frame: function (shapes) {
      var spots = [].concat.apply([], shapes.map(function (shape) { return shape.spots; }));
      if (this._homeBox) spots.push([this._homeBox[0], this._homeBox[1]], [this._homeBox[2], this._homeBox[3]]);
      var frame = loopwise.boundsOf(spots) || [0, 0, 0, 0];
      var margin = loopwise.MARGINS;
      return [frame[0] - margin[0], frame[1] - margin[1], frame[2] + margin[2], frame[3] + margin[3]];
    },

    _drawRings: function (painter) {
      var self = this;
      var scene = this.scene();
      var ring = function (id, thin) {
        var spot = self._spotOf(id, painter);
        if (spot) painter.ring(spot.at, spot.stop ? RING : 8, thin);
      };
      scene.selected.forEach(function (id) {
        ring(id, false);
      });
      if (scene.hovered && scene.selected.indexOf(scene.hovered) < 0) ring(scene.hovered, true);
      if (scene.preview && scene.preview.account) ring(scene.preview.account, false);
      if (this.pin && this.pin.at) painter.pin(painter.at(this.pin.at));
    },

    // Where an account is drawn: as a stop, else as a dot.
    _spotOf: function (id, painter) {
      for (var i = 0; i < this._stops.length; i++) {
        var stop = this._stops[i];
        if (stop.account === id) return { at: [stop.x, stop.y], stop: stop.radius === STOP };
      }
      var place = this.place(id);
      return place ? { at: painter.at(place), stop: false } : null;
    },

    _stopBoxes: function () {
      return this._stops.map(function (stop) {
        return loopwise.boxAround(stop.x, stop.y, stop.radius + 2);
      }).concat(this._orderBoxes.filter(Boolean));
    },

    // The account of the stop at the layer point, or 0; the last painted lies on top.
    hit: function (point) {
      for (var i = this._stops.length - 1; i >= 0; i--) {
        var stop = this._stops[i];
        if (Math.hypot(stop.x - point.x, stop.y - point.y) <= stop.radius + 2) return stop.account;
      }
      return 0;
    },

    // The weekday whose chip is at the layer point, or null.
    chipAt: function (point) {
      var found = this._chips.filter(function (chip) {
        return loopwise.boxesMeet(chip.box, loopwise.boxAround(point.x, point.y, 0.5));
      });
      return found.length ? found[0].day : null;
    },

    obstacles: function () {
      var boxes = this._stopBoxes().concat(
        this._chips.map(function (chip) {
          return chip.box;
        })
      );
      if (this._homeBox) boxes.push(this._homeBox);
      return {
        boxes: boxes,
        segments: this._segments,
        home: this._homeBox,
        homeName: this.scene().home ? this.scene().home.label : null,
      };
    },
  });

  // Draws the parts of a tour in pixels.
  function Painter(context, view, colours) {
    this.context = context;
    this.view = view;
    this.colours = colours;
    context.lineJoin = context.lineCap = "round";
    context.textAlign = "center";
    context.textBaseline = "middle";
  }

  Painter.prototype = {
    at: function (unit) {
      return [this.view.x(unit[0]), this.view.y(unit[1])];
    },

    segment: function (leg) {
      return [this.view.x(leg[0]), this.view.y(leg[1]), this.view.x(leg[2]), this.view.y(leg[3])];
    },

    _trace: function (segments) {
      var context = this.context;
      context.beginPath();
      segments.forEach(function (s, i) {
        if (i === 0) context.moveTo(s[0], s[1]);
        context.lineTo(s[2], s[3]);
      });
    },

    _stroke: function (segments, width, colour, dash) {
      this._trace(segments);
      this.context.setLineDash(dash || []);
      this.context.lineWidth = width;
      this.context.strokeStyle = colour;
      this.context.stroke();
      this.context.setLineDash([]);
    },

    tour: function (shape) {
      var day = this.colours.days[shape.day];
      var width = WIDTHS[shape.look];
      this.context.globalAlpha = shape.look === "faint" ? FAINT : 1;
      if (shape.look !== "faint") {
        this._stroke(shape.pixels, width + 3, this.colours.halo);
        this._stroke(shape.pixels, width + 1.2, day.edge);
      }
      this._stroke(shape.pixels, width, day.fill);
      if (shape.look !== "faint" && shape.look !== "loop") {
        shape.pixels.forEach(this._arrow.bind(this, day));
      }
      this.context.globalAlpha = 1;
    },

    // A small head short of a leg's middle, so that there and back again show two.
    _arrow: function (day, segment) {
      var dx = segment[2] - segment[0];
      var dy = segment[3] - segment[1];
      if (Math.hypot(dx, dy) < SHORTEST_ARROW) return;
      var context = this.context;
      context.save();
      context.translate(segment[0] + ARROW_AT * dx, segment[1] + ARROW_AT * dy);
      context.rotate(Math.atan2(dy, dx));
      context.beginPath();
      context.moveTo(6, 0);
      context.lineTo(-4.5, 5.5);
      context.lineTo(-2.5, 0);
      context.lineTo(-4.5, -5.5);
      context.closePath();
      context.lineWidth = 2;
      context.strokeStyle = this.colours.halo;
      context.stroke();
      context.fillStyle = this.colours.halo === day.edge ? day.fill : day.edge;
      context.fill();
      context.restore();
    },

    replaced: function (segment, day) {
      var colours = this.colours.days[day];
      this._stroke([segment], 5, this.colours.halo);
      var dark = colours.edge === this.colours.halo;
      this._stroke([segment], 2, dark ? colours.fill : colours.edge, [5, 5]);
    },

    zigzag: function (segment) {
      this._stroke([segment], 2, this.colours.text, [7, 6]);
    },

    _disc: function (at, radius, colour) {
      this.context.beginPath();
      this.context.arc(at[0], at[1], radius, 0, 7);
      this.context.fillStyle = colour;
      this.context.fill();
    },

    _words: function (text, x, y, size, weight, colour) {
      this.context.font = loopwise.font(size, weight);
      this.context.fillStyle = colour;
      this.context.fillText(text, x, y);
    },

    faintStop: function (at, day) {
      this._disc(at, FAINT_STOP + 1.5, this.colours.halo);
      this._disc(at, FAINT_STOP, this.colours.days[day].fill);
    },

    stop: function (at, day, number) {
      var colours = this.colours.days[day];
      this._disc(at, STOP + 1.5, this.colours.halo);
      this._disc(at, STOP + 0.4, colours.edge);
      this._disc(at, STOP - 0.4, colours.fill);
      this._words(number, at[0], at[1] + 0.5, number.length > 2 ? 10 : 12, 600, colours.text);
    },

    mark: function (at, text) {
      var spot = [at[0] + 9, at[1] - 9];
      this._disc(spot, 7.5, this.colours.halo);
      this._disc(spot, 6, this.colours.bad);
      this._words(text, spot[0], spot[1] + 0.5, 10, 700, this.colours.onBad);
    },

    _panel: function (box, radius, fill, edge) {
      this.context.beginPath();
      this.context.roundRect(box[0], box[1], box[2] - box[0], box[3] - box[1], radius);
      this.context.fillStyle = fill;
      this.context.fill();
      if (!edge) return;
      this.context.lineWidth = 1;
      this.context.strokeStyle = edge;
      this.context.stroke();
    },

    orderBox: function (at, number) {
      if (!number) return null;
      var box = [at[0] + 10.5, at[1] + 3.5, at[0] + 27.5, at[1] + 18.5];
      this._panel(box, 4, this.colours.surface, this.colours.text);
      this._words(number, at[0] + 19, at[1] + 11.5, 11, 400, this.colours.text);
      return box;
    },

    home: function (at, label) {
      this.context.font = loopwise.font(12, 600);
      var width = Math.max(24, Math.ceil(this.context.measureText(label).width) + (label ? 34 : 0));
      var left = Math.round(at[0] - width / 2);
      var top = Math.round(at[1] - 12);
      var box = [left, top, left + width, top + 24];
      this._panel([left - 1.5, top - 1.5, left + width + 1.5, top + 25.5], 6, this.colours.halo);
      this._panel(box, 5, this.colours.text);
      this._house(label ? left + 14 : left + 12, top + 12);
      this.context.textAlign = "left";
      this._words(label, left + 24, top + 12.5, 12, 600, this.colours.onText);
      this.context.textAlign = "center";
      return box;
    },

    _house: function (x, y) {
      var context = this.context;
      context.beginPath();
      [[0, -6], [6, -0.5], [6, 5.5], [-6, 5.5], [-6, -0.5]].forEach(function (corner) {
        context.lineTo(x + corner[0], y + corner[1]);
      });
      context.closePath();
      context.fillStyle = this.colours.onText;
      context.fill();
    },

    chipWidth: function (label) {
      this.context.font = loopwise.font(12, 600);
      return Math.ceil(this.context.measureText(label).width) + 30;
    },

    chip: function (box, day, label) {
      var left = Math.round(box[0]);
      var top = Math.round(box[1]);
      this._panel([left + 0.5, top + 0.5, left + box[2] - box[0] - 0.5, top + 19.5], 4,
        this.colours.surface, this.colours.line);
      this._panel([left + 7, top + 5.5, left + 16, top + 14.5], 2, this.colours.days[day].fill);
      this.context.textAlign = "left";
      this._words(label, left + 22, top + 10.5, 12, 600, this.colours.text);
      this.context.textAlign = "center";
    },

    ring: function (at, radius, thin) {
      this.context.beginPath();
      this.context.arc(at[0], at[1], radius, 0, 7);
      this.context.lineWidth = thin ? 3 : 4;
      this.context.strokeStyle = this.colours.halo;
      this.context.stroke();
      this.context.lineWidth = thin ? 1.5 : 2;
      this.context.strokeStyle = this.colours.text;
      this.context.stroke();
    },

    // A pin whose tip is the place.
    pin: function (at) {
      var context = this.context;
      context.beginPath();
      context.moveTo(at[0], at[1]);
      context.bezierCurveTo(at[0] - 4, at[1] - 8, at[0] - 9, at[1] - 12, at[0] - 9, at[1] - 18);
      context.arc(at[0], at[1] - 18, 9, Math.PI, 0);
      context.bezierCurveTo(at[0] + 9, at[1] - 12, at[0] + 4, at[1] - 8, at[0], at[1]);
      context.fillStyle = this.colours.text;
      context.lineWidth = 3;
      context.strokeStyle = this.colours.halo;
      context.stroke();
      context.fill();
      this._disc([at[0], at[1] - 18], 3.5, this.colours.onText);
    },
  };
})();
