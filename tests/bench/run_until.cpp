// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/run_until.h"

#include <QEventLoop>
#include <QTimer>

namespace bench {

void runUntil(const std::function<bool()>& done)
{
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    poll.start(5);
    loop.exec();
}

} // namespace bench
