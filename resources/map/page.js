                L_NO_TOUCH = false;
                L_DISABLE_3D = false;
            var map_territory = L.map(
                "map_territory",
                {
                    center: [52.5, -1.5],
                    crs: L.CRS.EPSG3857,
                    ...{
  "zoom": 7,
  "zoomControl": false,
  "preferCanvas": false,
  "attributionControl": false,
  "zoomAnimation": false,
  "fadeAnimation": false,
  "markerZoomAnimation": false,
  "inertia": false,
  "zoomSnap": 0,
  "zoomDelta": 0.75,
  "wheelPxPerZoomLevel": 110,
  "boxZoom": false,
  "doubleClickZoom": true,
  "worldCopyJump": false,
  "maxBoundsViscosity": 1,
}
                }
            );
            loopwise.start(map_territory);
