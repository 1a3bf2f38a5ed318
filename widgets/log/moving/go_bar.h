// SPDX-License-Identifier: GPL-3.0-or-later
// The field in which the number or the time of an event is typed to go there.
#pragma once

#include <QWidget>
#include <functional>

class QLineEdit;

namespace widgets {

class RoleLabel;

/// Hidden until it is opened. Enter goes there and closes it; what cannot be understood is said beside the field. GUI
/// thread.
class GoBar final : public QWidget
{
    Q_OBJECT
public:
    /// Goes to a place; a sentence when that was not possible.
    using Go = std::function<QString(const QString& place)>;

    explicit GoBar(Go go, QWidget* parent = nullptr);

    QLineEdit* field() const { return m_field; }
    QString error() const;

public Q_SLOTS:
    void open();
    void closeBar();

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void go();

    Go m_go;
    QLineEdit* m_field;
    RoleLabel* m_error;
};

} // namespace widgets
