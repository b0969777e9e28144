// All accounts as dots; circles with a count where there are too many to tell apart.
"use strict";

(function () {
  var MOST_DOTS = 3000; // in view; above that, clusters
  var MOST_SQUARES = 150; // due A accounts in view drawn as lettered squares; above that, as dots
  var REACH = 9; // pixels from the mouse at which a dot is meant
  var DUE = 2; // due codes from here on are due
  var PROSPECT = 1;
  var LAPSED = 2;
  var A = 65;

  // The columns that planner's side packed (scene.pack_accounts), with places in the unit square.
  function unpacked(buffer) {
    var count = new Int32Array(buffer, 0, 1)[0];
    var ids = new Int32Array(buffer, 4, count);
    var lat = new Float32Array(buffer, 4 + 4 * count, count);
    var lon = new Float32Array(buffer, 4 + 8 * count, count);
    var x = new Float64Array(count);
    var y = new Float64Array(count);
    for (var i = 0; i < count; i++) {
      var at = loopwise.project(lat[i], lon[i]);
      x[i] = at[0];
      y[i] = at[1];
    }
    return {
      count: count,
      ids: ids,
      x: x,
      y: y,
      grade: new Uint8Array(buffer, 4 + 12 * count, count),
      due: new Uint8Array(buffer, 4 + 13 * count, count),
      status: new Uint8Array(buffer, 4 + 14 * count, count),
    };
  }

  function canvasOf(side, ratio, draw) {
    var canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.ceil(side * ratio);
    var context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    context.translate(side / 2, side / 2);
    draw(context);
    return { canvas: canvas, side: canvas.width / ratio };
  }

  function dotSprite(radius, colour, halo, ratio, hollow) {
    return canvasOf(2 * radius + 4, ratio, function (context) {
      context.beginPath();
      context.arc(0, 0, radius + 1, 0, 7);
      context.fillStyle = halo;
      context.fill();
      context.beginPath();
      context.arc(0, 0, hollow ? radius - 0.75 : radius, 0, 7);
      context.fillStyle = context.strokeStyle = colour;
      context.lineWidth = 1.5;
      if (hollow) context.stroke();
      else context.fill();
    });
  }

  function squareSprite(letter, colour, text, halo, ratio) {
    return canvasOf(18, ratio, function (context) {
      context.fillStyle = halo;
      context.beginPath();
      context.roundRect(-8.5, -8.5, 17, 17, 4);
      context.fill();
      context.fillStyle = colour;
      context.beginPath();
      context.roundRect(-7.5, -7.5, 15, 15, 3);
      context.fill();
      context.fillStyle = text;
      context.font = loopwise.font(11, 700);
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(letter, 0, 0.5);
    });
  }

  loopwise.AccountsLayer = loopwise.PaddedCanvas.extend({
    // `palette()` gives the colours, `mode()` "due" or "grade", `hidden()` the Set of accounts that
    // are drawn as stops.
    initialize: function (palette, mode, hidden) {
      loopwise.PaddedCanvas.prototype.initialize.call(this, "accounts", 400);
      this.palette = palette;
      this.mode = mode;
      this.hidden = hidden;
      this.data = unpacked(new ArrayBuffer(4));
      this.clustered = false;
      this._drawn = [];
      this._clusters = [];
    },

    setData: function (buffer) {
      this.data = unpacked(buffer);
      this._index = null;
      this._byId = null;
      this.repaint();
    },

    // The place of an account in the unit square, or null.
    place: function (id) {
      if (!this._byId) {
        this._byId = new Map();
        for (var i = 0; i < this.data.count; i++) this._byId.set(this.data.ids[i], i);
      }
      var at = this._byId.get(id);
      return at === undefined ? null : [this.data.x[at], this.data.y[at]];
    },

    hasProspects: function () {
      return this.data.status.indexOf(PROSPECT) >= 0;
    },

    points: function () {
      var points = [];
      for (var i = 0; i < this.data.count; i++) points.push([this.data.x[i], this.data.y[i]]);
      return points;
    },

    draw: function (context, view, ratio) {
      this._drawn = [];
      this._clusters = [];
      var shown = this._within(view);
      this.clustered = shown.inView > MOST_DOTS;
      if (this.clustered) this._drawClusters(context, view);
      else this._drawDots(context, view, ratio, shown.rows);
    },

    // Rows on the canvas, and how many of them are in the visible part.
    _within: function (view) {
      var data = this.data;
      var pad = loopwise.PADDING;
      var low = view.unit(view.box[0], view.box[1]);
      var high = view.unit(view.box[2], view.box[3]);
      var inLow = view.unit(view.box[0] + pad, view.box[1] + pad);
      var inHigh = view.unit(view.box[2] - pad, view.box[3] - pad);
      var rows = [];
      var inView = 0;
      for (var i = 0; i < data.count; i++) {
        var x = data.x[i];
        var y = data.y[i];
        if (x < low[0] || x > high[0] || y < low[1] || y > high[1]) continue;
        rows.push(i);
        if (x >= inLow[0] && x <= inHigh[0] && y >= inLow[1] && y <= inHigh[1]) inView++;
      }
      return { rows: rows, inView: inView };
    },

    _drawDots: function (context, view, ratio, rows) {
      var self = this;
      var hidden = this.hidden();
      var sprites = this._sprites(ratio);
      var layers = [[], [], []]; // pale ones below, squares on top
      var squares = rows.filter(function (i) { return self._isSquare(i); }).length;
      rows.forEach(function (i) {
        if (hidden.has(self.data.ids[i])) return;
        var kind = self._kind(i, squares <= MOST_SQUARES);
        layers[sprites[kind].layer].push([i, sprites[kind]]);
      });
      layers.forEach(function (layer) {
        layer.forEach(function (one) {
          var x = Math.round(view.x(self.data.x[one[0]]));
          var y = Math.round(view.y(self.data.y[one[0]]));
          var side = one[1].side;
          context.drawImage(one[1].canvas, x - side / 2, y - side / 2, side, side);
          self._drawn.push({ id: self.data.ids[one[0]], x: x, y: y, square: one[1].layer === 2 });
        });
      });
    },

    _isSquare: function (i) {
      if (this.data.grade[i] !== A || this.data.status[i] === LAPSED) return false;
      return this.mode() === "grade" || this.data.due[i] >= DUE;
    },

    _kind: function (i, squares) {
      if (this._isSquare(i)) return squares ? "square" : "strong";
      var data = this.data;
      var strong = this.mode() === "grade" ? data.grade[i] === A + 1 : data.due[i] >= DUE;
      if (data.status[i] === PROSPECT) return strong ? "newStrong" : "newPale";
      return strong ? "strong" : "pale";
    },

    _sprites: function (ratio) {
      var colours = this.palette();
      var key = colours.due + ratio + loopwise.FONT;
      if (this._spriteKey !== key) {
        this._spriteKey = key;
        var make = function (layer, sprite) {
          sprite.layer = layer;
          return sprite;
        };
        this._made = {
          pale: make(0, dotSprite(3, colours.rest, colours.halo, ratio)),
          newPale: make(0, dotSprite(3.5, colours.rest, colours.halo, ratio, true)),
          strong: make(1, dotSprite(3.5, colours.due, colours.halo, ratio)),
          newStrong: make(1, dotSprite(4, colours.due, colours.halo, ratio, true)),
          square: make(2, squareSprite("A", colours.due, colours.onText, colours.halo, ratio)),
        };
      }
      return this._made;
    },

    // Clusters are made of all accounts once, when they are first needed.
    _clusterIndex: function () {
      if (this._index) return this._index;
      var data = this.data;
      var features = new Array(data.count);
      for (var i = 0; i < data.count; i++) {
        var at = loopwise.unproject(data.x[i], data.y[i]);
        features[i] = {
          type: "Feature",
          properties: { row: i, due: data.due[i] >= DUE ? 1 : 0 },
          geometry: { type: "Point", coordinates: [at[1], at[0]] },
        };
      }
      this._index = new Supercluster({
        radius: 76,
        extent: 256,
        maxZoom: 16,
        map: function (own) {
          return { due: own.due };
        },
        reduce: function (sum, own) {
          sum.due += own.due;
        },
      });
      this._index.load(features);
      return this._index;
    },

    _drawClusters: function (context, view) {
      var low = view.unit(view.box[0], view.box[3]);
      var high = view.unit(view.box[2], view.box[1]);
      var south = loopwise.unproject(low[0], low[1]);
      var north = loopwise.unproject(high[0], high[1]);
      var bounds = [south[1], south[0], north[1], north[0]];
      var found = this._clusterIndex().getClusters(bounds, Math.round(view.zoom));
      var sprites = this._sprites(window.devicePixelRatio || 1);
      var self = this;
      context.textAlign = "center";
      context.textBaseline = "middle";
      found.forEach(function (feature) {
        var at = loopwise.project(feature.geometry.coordinates[1], feature.geometry.coordinates[0]);
        var x = Math.round(view.x(at[0]));
        var y = Math.round(view.y(at[1]));
        if (feature.properties.cluster) self._drawCluster(context, x, y, feature.properties);
        else self._drawSingle(context, x, y, feature.properties.row, sprites);
      });
    },

    _drawSingle: function (context, x, y, row, sprites) {
      var sprite = sprites[this._kind(row, false)];
      context.drawImage(sprite.canvas, x - sprite.side / 2, y - sprite.side / 2, sprite.side, sprite.side);
      this._drawn.push({ id: this.data.ids[row], x: x, y: y, square: false });
    },

    // A circle with the count; the ring's dark part is the share that is due.
    _drawCluster: function (context, x, y, properties) {
      var colours = this.palette();
      var count = properties.point_count;
      var radius = Math.min(20, 8 + 3.2 * Math.log10(count));
      context.beginPath();
      context.arc(x, y, radius, 0, 7);
      context.fillStyle = colours.surface;
      context.fill();
      context.lineWidth = 2.5;
      context.strokeStyle = colours.rest;
      context.stroke();
      if (properties.due) {
        context.beginPath();
        context.arc(x, y, radius, -Math.PI / 2, (2 * properties.due / count - 0.5) * Math.PI);
        context.strokeStyle = colours.due;
        context.stroke();
      }
      context.fillStyle = colours.text;
      context.font = loopwise.font(count > 9999 ? 10 : 11, 600);
      context.fillText(loopwise.shortCount(count), x, y + 0.5);
      this._clusters.push({ id: properties.cluster_id, x: x, y: y, radius: radius });
    },

    // The account whose dot is nearest to the layer point, or 0.
    hit: function (point) {
      var best = 0;
      var least = REACH * REACH;
      this._drawn.forEach(function (dot) {
        var away = (dot.x - point.x) * (dot.x - point.x) + (dot.y - point.y) * (dot.y - point.y);
        if (away <= least) {
          least = away;
          best = dot.id;
        }
      });
      return best;
    },

    // The zoom at which the cluster under the layer point falls apart, or null.
    clusterZoom: function (point) {
      var self = this;
      var zoom = null;
      this._clusters.forEach(function (cluster) {
        if (Math.hypot(cluster.x - point.x, cluster.y - point.y) <= cluster.radius) {
          zoom = self._clusterIndex().getClusterExpansionZoom(cluster.id);
        }
      });
      return zoom;
    },

    // All accounts within two corners of the unit square.
    inside: function (a, b) {
      var data = this.data;
      var ids = [];
      for (var i = 0; i < data.count; i++) {
        var across = (data.x[i] - a[0]) * (data.x[i] - b[0]) <= 0;
        if (across && (data.y[i] - a[1]) * (data.y[i] - b[1]) <= 0) ids.push(data.ids[i]);
      }
      return ids;
    },

    // What labels must keep off: squares and clusters only, dots may lie under a label's halo.
    obstacles: function () {
      var boxes = this._clusters.map(function (c) {
        return loopwise.boxAround(c.x, c.y, c.radius + 1);
      });
      this._drawn.forEach(function (dot) {
        if (dot.square) boxes.push(loopwise.boxAround(dot.x, dot.y, 9));
      });
      return boxes;
    },
  });

  // 950, 1.2k, 12k
  loopwise.shortCount = function (count) {
    if (count < 1000) return String(count);
    if (count < 10000) return (count / 1000).toFixed(1).replace(/\.0$/, "") + "k";
    return Math.round(count / 1000) + "k";
  };
})();
