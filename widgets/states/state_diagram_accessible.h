// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader sees of the state diagram: where the ends are, and a list of the states.
#pragma once

namespace widgets {

class StateDiagramView;

/// Makes the accessible interface of every StateDiagramView; further calls do nothing. GUI thread.
void installStateDiagramAccessibility();
/// Tells assistive technology that an end changed its state: the description of the diagram says where the ends are.
void announceStates(StateDiagramView& view);
/// Tells assistive technology which state is chosen.
void announceChosenState(StateDiagramView& view);

} // namespace widgets
