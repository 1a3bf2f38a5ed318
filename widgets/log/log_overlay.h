// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in place of the rows while there are none: why, and what to do next.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace widgets {

/// Lies over the middle of the widget it is given and follows its size. Hidden until show…() is called. GUI thread.
class LogOverlay final : public QWidget
{
    Q_OBJECT
public:
    /// Becomes a child of `covered`.
    explicit LogOverlay(QWidget* covered);

    void showNothingYet(); ///< Nothing has happened since the program began.
    void showCleared();
    void showAllHidden(qulonglong events);
    void showAllHidden(const QString& sentence); ///< The same in words of the caller's.
    void showSentence(const QString& sentence);  ///< Nothing to be done here.

    QPushButton* button() const { return m_button; }
    QString text() const;

Q_SIGNALS:
    void startDemoClicked();
    void clearFilterClicked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Reason { None, NothingYet, Cleared, AllHidden, Sentence };

    void present(Reason reason, const QString& sentence, const QString& action);
    void place();

    Reason m_reason = Reason::None;
    QLabel* m_sentence;
    QPushButton* m_button;
};

} // namespace widgets
