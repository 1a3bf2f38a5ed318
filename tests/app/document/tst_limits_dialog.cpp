// SPDX-License-Identifier: GPL-3.0-or-later
// The limits of the recording: what smaller ones would drop is said first, then done, then remembered.
#include "app/document/limits_dialog.h"
#include "tests/app/document/document_fixture.h"
#include "tests/support/test_class.h"
#include "widgets/common/role_label.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using app::LimitsDialog;

namespace {

struct LimitsDialogFixture : DocumentFixture
{
    LimitsDialogFixture()
    {
        feed.append(maker.calls(5000));
        dialog->show();
    }
    QString effect() const
    {
        for (const auto* label : dialog->findChildren<widgets::RoleLabel*>()) {
            if (label->accessibleName().startsWith(QStringLiteral("What the limits")))
                return label->text();
        }
        return {};
    }
    QSpinBox* box(int index) const { return dialog->findChildren<QSpinBox*>().at(index); }
    void press(QDialogButtonBox::StandardButton button) const
    {
        QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(button), Qt::LeftButton);
    }

    QPointer<LimitsDialog> dialog = new LimitsDialog(feed, settings, &window);
};

} // namespace

class TestLimitsDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatGoesBeforeItGoes()
    {
        LimitsDialogFixture f;
        QVERIFY2(f.effect().contains(QStringLiteral("All of them are kept")), qPrintable(f.effect()));
        f.box(0)->setValue(2000);
        QVERIFY2(f.effect().contains(QStringLiteral("oldest 3,000 events will be dropped")), qPrintable(f.effect()));
        QCOMPARE(f.feed.recording().size(), std::size_t(5000));
        f.press(QDialogButtonBox::Ok);
        QCOMPARE(f.feed.recording().size(), std::size_t(2000));
        QCOMPARE(f.feed.recording().letGo(), std::uint64_t(3000));
        QCOMPARE(app::recordingLimits(f.settings).events, std::size_t(2000));
        QTRY_VERIFY(!f.dialog);
    }

    void cancelChangesNothing()
    {
        LimitsDialogFixture f;
        f.box(0)->setValue(2000);
        f.box(1)->setValue(1);
        f.press(QDialogButtonBox::Cancel);
        QCOMPARE(f.feed.recording().size(), std::size_t(5000));
        QCOMPARE(app::recordingLimits(f.settings).events, core::Recording::Limits{}.events);
        QCOMPARE(app::recordingLimits(f.settings).payloadBytes, core::Recording::Limits{}.payloadBytes);
    }

    void bytesAreMebibytes()
    {
        LimitsDialogFixture f;
        QCOMPARE(f.box(1)->value(), 256);
        f.box(1)->setValue(2);
        f.press(QDialogButtonBox::Ok);
        QCOMPARE(f.feed.recording().limits().payloadBytes, std::size_t(2) << 20U);
    }

    void theBoxesHaveNames()
    {
        LimitsDialogFixture f;
        QStringList labels;
        for (const auto* label : f.dialog->findChildren<QLabel*>()) {
            if (label->buddy())
                labels.append(label->text());
        }
        QCOMPARE(labels, (QStringList{QStringLiteral("&Events"), QStringLiteral("&Bytes of data")}));
    }
};

GUI_TEST(TestLimitsDialog)
#include "tst_limits_dialog.moc"
