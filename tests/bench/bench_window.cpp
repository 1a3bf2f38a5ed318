// SPDX-License-Identifier: GPL-3.0-or-later
// scripts/bench window: what real connections cost the GUI thread. The whole window with a server of several threads,
// and the program's own load generator, in a process of its own, as its peer. Arguments: the program, then seconds.
#include "app/settings/settings.h"
#include "app/window/heap.h"
#include "app/window/main_window.h"
#include "tests/bench/machine_control.h"
#include "tests/bench/pass_clock.h"
#include "tests/bench/run_until.h"
#include "widgets/server/connection_table_model.h"
#include "widgets/server/server_panel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QSpinBox>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <future>
#include <utility>

namespace {

constexpr int kBusy = 1'000;
constexpr int kIdle = 10'000;
constexpr int kThreads = 2;

class Run
{
public:
    Run(widgets::ServerPanel& server, bench::PassClock& clock, QString program, QString seconds)
        : m_server(server), m_clock(clock), m_program(std::move(program)), m_seconds(std::move(seconds))
    {
    }

    bool listen()
    {
        m_server.setPort(0);
        m_server.setThreads(kThreads);
        m_server.setBacklog(4096);
        m_server.toggle();
        const auto fields = m_server.findChildren<QSpinBox*>();
        const auto port = std::find_if(fields.begin(), fields.end(), [](const QSpinBox* field) {
            return field->accessibleName() == QLatin1String("Port to listen on");
        });
        QElapsedTimer time;
        time.start();
        bench::runUntil([&] { return (*port)->value() != 0 || time.elapsed() > 5000; });
        m_port = (*port)->value();
        return m_port != 0;
    }

    /// `rate`: messages a second, 0: as fast as the answers come. False: the load generator failed.
    bool measure(int rate)
    {
        QStringList arguments{QStringLiteral("load"),          QStringLiteral("--port"),     QString::number(m_port),
                              QStringLiteral("--connections"), QString::number(kBusy),       QStringLiteral("--idle"),
                              QString::number(kIdle),          QStringLiteral("--duration"), m_seconds};
        if (rate > 0)
            arguments << QStringLiteral("--rate") << QString::number(rate);
        const QString name =
            rate > 0 ? QStringLiteral("%L1 messages/s").arg(rate) : QStringLiteral("as fast as it can");
        // On a thread: what a process costs that ends, with all its connections, is not the window's.
        std::future<bool> load = std::async(std::launch::async, [this, &arguments] {
            QProcess process;
            process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process.start(m_program, arguments);
            const bool ended = process.waitForStarted() && process.waitForFinished(-1);
            return ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
        });
        const auto ended = [&load] { return load.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
        phase(name + QStringLiteral(", connecting"), [&] { return ended() || connections() >= kBusy + kIdle; });
        QElapsedTimer time;
        time.start();
        const qint64 most = m_seconds.toLongLong() * 1000 - 500;
        phase(name, [&] { return ended() || time.elapsed() > most; });
        phase(name + QStringLiteral(", closing"),
              [&] { return ended() && (connections() == 0 || time.elapsed() > most + 15000); });
        return load.get();
    }

    double worstMs() const { return m_worstMs; }

private:
    std::size_t connections() const { return m_server.findChild<widgets::ConnectionTableModel*>()->openCount(); }

    void phase(const QString& name, const std::function<bool()>& done)
    {
        m_clock.take();
        QElapsedTimer time;
        time.start();
        bench::runUntil(done);
        const bench::PassTimes passes = m_clock.take();
        m_worstMs = std::max(m_worstMs, passes.max());
        std::printf("| %s | %zu | %.1f | %zu | %.1f | %.1f | %.1f |\n", qUtf8Printable(name), connections(),
                    static_cast<double>(time.elapsed()) / 1000, passes.count(), passes.mean(), passes.quantile(0.99),
                    passes.max());
        std::fflush(stdout);
    }

    widgets::ServerPanel& m_server;
    bench::PassClock& m_clock;
    QString m_program;
    QString m_seconds;
    int m_port = 0;
    double m_worstMs = 0;
};

void printControl(const char* work, const bench::PassTimes& times)
{
    std::printf("| *control: %s* | | | %zu | %.1f | %.1f | %.1f |\n", work, times.count(), times.mean(),
                times.quantile(0.99), times.max());
}

} // namespace

int main(int argc, char** argv)
{
    app::mapLargeBlocks(); // as the program does
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 3) {
        std::fprintf(stderr, "Say the program and the seconds of each run.\n");
        return 2;
    }
    QTemporaryDir folder;
    app::SettingsStore settings(folder.filePath(QStringLiteral("settings.ini")));
    settings.save(app::settings::kAskBeforeLoss, false);
    bench::PassClock clock;
    app::MainWindow window(settings);
    window.resize(1400, 900);
    window.show();
    Run run(*window.findChild<widgets::ServerPanel*>(), clock, arguments[1], arguments[2]);
    if (!run.listen())
        return 1;
    std::printf("CPU time of the GUI thread for each pass of the event loop, in ms; %d busy and %d idle connections, a "
                "server of %d threads:\n\n"
                "| load | connections at its end | seconds | passes | mean | 99 %% | worst |\n"
                "|---|--:|--:|--:|--:|--:|--:|\n",
                kBusy, kIdle, kThreads);
    bench::MachineControl control;
    const bool done = run.measure(20'000) && run.measure(0);
    control.stop();
    printControl("1 ms of arithmetic", control.arithmetic());
    printControl("64 KiB of new memory", control.newMemory());
    printControl("1,000 reads of cold memory", control.coldReads());
    std::printf("\nmax_pass_cpu_ms %.1f\n", run.worstMs());
    return done ? 0 : 1;
}
