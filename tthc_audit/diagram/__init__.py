"""Flow diagrams: a pure layout that turns a flow into shapes, and the renderers that draw them."""
