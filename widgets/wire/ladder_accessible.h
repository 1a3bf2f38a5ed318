// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader sees of the wire: a list whose children are the events in sight.
#pragma once

namespace widgets {

class LadderView;

/// Makes the accessible interface of every LadderView; further calls do nothing. GUI thread.
void installLadderAccessibility();
/// Tells assistive technology which row is chosen: the focus moves to it, and it becomes the description of the list.
void announceLadderSelection(LadderView& view);

} // namespace widgets
