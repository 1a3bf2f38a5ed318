# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as assistive technology sees it: what is said on the screen and where it stands. Import it only when a
Desktop runs, since the library connects to the session bus when it is loaded."""
import re

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402 (the version must be chosen first)

from support.process import output_of, wait_until

LISTS = {Atspi.Role.TABLE, Atspi.Role.TREE_TABLE, Atspi.Role.LIST}


def connect():
    """Starts the accessibility bus; to be called once, before the program starts."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE,
                  20000)
    Atspi.init()
    Atspi.set_timeout(10000, 20000)


def application(pid):
    """The accessible of a process, or None while it has not said that it is there."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None and child.get_process_id() == pid:
            return child
    return None


def children(node):
    node.clear_cache()
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def walk(node, into_lists=False):
    """The node and everything below it; the rows of tables and lists only when asked, as there may be many."""
    yield node
    if into_lists or node.get_role() not in LISTS:
        for child in children(node):
            yield from walk(child, into_lists)


def is_showing(node):
    states = node.get_state_set()
    return states.contains(Atspi.StateType.SHOWING) and states.contains(Atspi.StateType.VISIBLE)


def is_enabled(node):
    return node.get_state_set().contains(Atspi.StateType.ENABLED)


def is_called(node, pattern):
    """By its own name or by that of its label: an editable combo box is named after what stands in it."""
    if matches(node.get_name(), pattern):
        return True
    return any(matches(relation.get_target(index).get_name(), pattern)
               for relation in node.get_relation_set() if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
               for index in range(relation.get_n_targets()))


def matches(text, pattern):
    return text == pattern if isinstance(pattern, str) else bool(pattern.search(text))


def search(root, role=None, name=None, into_lists=False):
    """The first showing node of that role ("push button") and name (a string, or a compiled pattern), or None."""
    try:
        for node in walk(root, into_lists):
            if (role is None or node.get_role_name() == role) and (name is None or is_called(node, name)):
                if is_showing(node):
                    return node
    except GLib.Error:
        pass  # something went away while we looked; the caller looks again
    return None


def find(root, role=None, name=None, into_lists=False):
    """The same, but waits for it."""
    wanted = name.pattern if isinstance(name, re.Pattern) else name
    return wait_until(lambda: search(root, role, name, into_lists), f"{role or 'a control'} named {wanted!r}")


def text_of(node):
    """What a field or text view holds."""
    node.clear_cache()
    text = node.get_text_iface()
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text else node.get_name()


def centre(node):
    box = Atspi.Component.get_extents(node.get_component_iface(), Atspi.CoordType.SCREEN)
    return box.x + box.width // 2, box.y + box.height // 2


def click(node, button=1):
    """Moves the mouse there and clicks, as a user does."""
    x, y = centre(node)
    output_of("xdotool", "mousemove", x, y, "click", button)


def click_cell(table, row, column):
    """Clicks into a cell of a table."""
    table.clear_cache()
    click(Atspi.Table.get_accessible_at(table.get_table_iface(), row, column))


def row_texts(table, first=0, count=None):
    """The cells of rows of a table, each row a list of strings."""
    table.clear_cache()
    interface = table.get_table_iface()
    rows, columns = Atspi.Table.get_n_rows(interface), Atspi.Table.get_n_columns(interface)
    last = rows if count is None else min(rows, first + count)
    result = []
    for row in range(first, last):
        cells = [Atspi.Table.get_accessible_at(interface, row, column) for column in range(columns)]
        result.append([cell.get_name() if cell else "" for cell in cells])
    return result


def row_count(table):
    table.clear_cache()
    return Atspi.Table.get_n_rows(table.get_table_iface())


def selected_rows(table):
    table.clear_cache()
    return list(Atspi.Table.get_selected_rows(table.get_table_iface()))


def describe(root):
    """Everything that shows, one line a node, for the message of a test that failed."""
    lines = []

    def visit(node, depth):
        if node.get_role() != Atspi.Role.APPLICATION and not is_showing(node):
            return
        lines.append(f"{'  ' * depth}[{node.get_role_name()}] {node.get_name()!r}")
        if node.get_role() not in LISTS:
            for child in children(node):
                visit(child, depth + 1)

    visit(root, 0)
    return "\n".join(lines)
