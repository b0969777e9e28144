// Coast, lakes, rivers and borders from the bundled tiles (resources/map/base/README.md).
"use strict";

(function () {
  var FINEST = 8;
  var COARSE_REGIONS = 10.5; // from this zoom on the regions' borders are too rough to be shown
  var EXTENT = 4096;
  var KEPT = 400; // tiles
  var COARSER = 4; // zooms

  // A tile's rings or lines as one path in the tile's own units.
  function pathOf(shapes, closed) {
    var path = new Path2D();
    shapes.forEach(function (flat) {
      path.moveTo(flat[0], flat[1]);
      for (var i = 2; i < flat.length; i += 2) path.lineTo(flat[i], flat[i + 1]);
      if (closed) path.closePath();
    });
    return path;
  }

  function square() {
    var path = new Path2D();
    path.rect(-8, -8, EXTENT + 16, EXTENT + 16);
    return path;
  }

  function parsed(text) {
    var layers = text ? JSON.parse(text) : {};
    var tile = {};
    ["land", "lakes"].forEach(function (name) {
      if (layers[name] === 1) tile[name] = { area: square(), outline: null };
      else if (layers[name]) {
        var path = pathOf(layers[name], true);
        tile[name] = { area: path, outline: path };
      }
    });
    ["rivers", "regions", "borders"].forEach(function (name) {
      if (layers[name]) tile[name] = pathOf(layers[name], false);
    });
    return tile;
  }

  loopwise.BaseLayer = loopwise.PaddedCanvas.extend({
    contextOptions: { alpha: false },

    initialize: function (palette) {
      loopwise.PaddedCanvas.prototype.initialize.call(this, "base", 150);
      this._tiles = new Map();
      this.palette = palette;
    },

    draw: function (context, view, ratio) {
      var colours = this.palette();
      context.fillStyle = colours.sea;
      context.fillRect(
        view.box[0], view.box[1], view.box[2] - view.box[0], view.box[3] - view.box[1]
      );
      var squares = this._squares(view);
      this._ratio = ratio;
      var paint = this._painter(context, view, squares);
      paint.stroke("land", "outline", colours.shallows, 7);
      paint.fill("land", colours.land);
      paint.stroke("land", "outline", colours.coast, 1.2);
      paint.fill("lakes", colours.sea);
      paint.stroke("lakes", "outline", colours.river, 0.8);
      paint.stroke("rivers", null, colours.river, view.zoom > 7.5 ? 1.6 : 1);
      if (view.zoom >= 5 && view.zoom < COARSE_REGIONS) paint.stroke("regions", null, colours.region, 1);
      paint.stroke("borders", null, colours.border, view.zoom > 6 ? 1.5 : 1, [6, 3]);
    },

    // The tiles to paint: {tile, left, top, size} in pixels, and the clip where a coarser one stands in.
    _squares: function (view) {
      var z = Math.max(0, Math.min(FINEST, Math.floor(view.zoom + 0.35)));
      var side = Math.pow(2, z);
      var from = view.unit(view.box[0], view.box[1]);
      var to = view.unit(view.box[2], view.box[3]);
      var squares = [];
      for (var y = Math.max(0, Math.floor(from[1] * side)); y < Math.min(side, to[1] * side); y++) {
        for (var x = Math.floor(from[0] * side); x < to[0] * side; x++) {
          var found = this._find(z, x, y);
          if (found) squares.push(this._placed(view, z, x, y, found));
        }
      }
      return squares;
    },

    _placed: function (view, z, x, y, found) {
      var own = Math.pow(2, z);
      var size = view.world / Math.pow(2, found.z);
      var up = z - found.z;
      return {
        tile: found.tile,
        exact: up === 0,
        size: size,
        left: view.x(0) + (x >> up) * size,
        top: view.y(0) + (y >> up) * size,
        clip: [
          Math.round(view.x(x / own)), Math.round(view.y(y / own)),
          Math.round(view.x((x + 1) / own)), Math.round(view.y((y + 1) / own)),
        ],
      };
    },

    // The tile if it is here, else the nearest coarser one that is; asks for it if it is not.
    _find: function (z, x, y) {
      var wrapped = ((x % Math.pow(2, z)) + Math.pow(2, z)) % Math.pow(2, z);
      this._ask(z, wrapped, y, true);
      this._askCoarser(z, wrapped, y);
      for (var up = 0; up <= z; up++) {
        var tile = this._tiles.get([z - up, wrapped >> up, y >> up].join("/"));
        if (tile && tile !== "asked") return { tile: tile, z: z - up };
      }
      return null;
    },

    // Coarser tiles stand in at once when the map is zoomed out; asked for once the tile itself is here.
    _askCoarser: function (z, x, y) {
      if (typeof this._tiles.get([z, x, y].join("/")) !== "object") return;
      for (var up = 1; up <= Math.min(z, COARSER); up++) this._ask(z - up, x >> up, y >> up, false);
    },

    _ask: function (z, x, y, wanted) {
      var key = [z, x, y].join("/");
      if (this._tiles.has(key)) return;
      if (this._tiles.size > KEPT) this._tiles.delete(this._tiles.keys().next().value);
      this._tiles.set(key, "asked");
      var self = this;
      loopwise.fetching(
        fetch("base/" + key)
          .then(function (answer) {
            return answer.text();
          })
          .then(function (text) {
            self._tiles.set(key, parsed(text));
            if (wanted) loopwise.queue.add(self);
          })
          .catch(function () {
            self._tiles.delete(key);
          })
      );
    },

    // Areas reach over the tiles' edges and are the same on both sides: filled without a clip they
    // show no seam. Outlines of areas end in cuts beyond the edges, so strokes are clipped.
    _painter: function (context, view, squares) {
      var ratio = this._ratio;
      function each(clipAll, paint) {
        squares.forEach(function (s) {
          context.save();
          if (clipAll || !s.exact) {
            context.beginPath();
            context.rect(s.clip[0], s.clip[1], s.clip[2] - s.clip[0], s.clip[3] - s.clip[1]);
            context.clip();
          }
          var scale = s.size / EXTENT;
          context.translate(s.left, s.top);
          context.scale(scale, scale);
          paint(s.tile, scale);
          context.restore();
        });
      }
      return {
        fill: function (name, colour) {
          context.fillStyle = colour;
          each(false, function (tile) {
            if (tile[name]) context.fill(tile[name].area, "evenodd");
          });
        },
        stroke: function (name, part, colour, width, dash) {
          context.strokeStyle = colour;
          context.lineJoin = "round";
          each(true, function (tile, scale) {
            var path = part ? tile[name] && tile[name][part] : tile[name];
            if (!path) return;
            context.lineWidth = width / scale;
            context.setLineDash((dash || []).map(function (length) { return length / scale; }));
            context.stroke(path);
          });
        },
        ratio: ratio,
      };
    },
  });
})();
