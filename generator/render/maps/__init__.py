"""The map of a story: pictures for every reader, and a script for those who look closer.

subject      the object that pictures, script, table and data are made from
drawing      boundaries in a frame → paths
labels       where names stand
view         the object → what the template shows
leaflet      the script that makes the map, written by folium (the only module that knows it)
files        the files that pages with a map ask for
"""

from generator.render.maps.files import map_files
from generator.render.maps.subject import Frames, StoryMap, blank_map, story_map
from generator.render.maps.view import map_view

__all__ = ["Frames", "StoryMap", "blank_map", "map_files", "map_view", "story_map"]
