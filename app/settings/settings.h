// SPDX-License-Identifier: GPL-3.0-or-later
// What the program remembers: one typed entry a key, its default beside it. Only app reads settings.
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <memory>

namespace app {

template <class T>
struct Entry
{
    const char* key;
    T fallback;
    /// Values outside are replaced by the fallback; for types without order these are ignored.
    T least{};
    T most{};
};

namespace settings {

inline const Entry<QString> kServerAddress{"server/address", QStringLiteral("127.0.0.1")};
inline const Entry<int> kServerPort{"server/port", 8080, 0, 65535};
inline const Entry<int> kServerBacklog{"server/backlog", 128, 1, 65535};
inline const Entry<int> kServerThreads{"server/threads", 1, 1, 64};
inline const Entry<bool> kServerDualStack{"server/dualStack", false, false, true};
inline const Entry<QString> kServerReply{"server/reply", QStringLiteral("echo")}; ///< core::replyModeName()
inline const Entry<QString> kServerAnswer{"server/answer", {}};                   ///< core::escapeBytes()
inline const Entry<int> kServerDelayMs{"server/delayMs", 0, 0, 60'000};
inline const Entry<int> kServerChunk{"server/chunk", 0, 0, 1'000'000}; ///< Bytes; 0: no limit.
inline const Entry<QString> kClientTarget{"client/target", {}};        ///< Empty: follows the server.
inline const Entry<QStringList> kClientTargets{"client/targets", {}};
inline const Entry<int> kClientTimeoutMs{"client/timeoutMs", 5000, 100, 600'000};
inline const Entry<bool> kClientOptionsShown{"client/optionsShown", false, false, true};
inline const Entry<int> kMessageMode{"message/mode", 0, 0, 1};
inline const Entry<int> kMessageLineEnding{"message/lineEnding", 0, 0, 2};
inline const Entry<int> kAppearance{"window/appearance", 0, 0, 2}; ///< 0 as the desktop, 1 light, 2 dark
inline const Entry<bool> kObserveKernel{"kernel/observe", false, false, true};
inline const Entry<bool> kPrivateNetwork{"network/private", false, false, true};
inline const Entry<int> kLimitEvents{"recording/events", 500'000, 1000, 10'000'000};
inline const Entry<int> kLimitPayloadMiB{"recording/payloadMiB", 256, 1, 4096};
inline const Entry<bool> kAskBeforeLoss{"recording/askBeforeLoss", true, false, true};
inline const Entry<bool> kJournal{"recording/journal", false, false, true};
inline const Entry<QStringList> kRecentFiles{"files/recent", {}};
inline const Entry<QString> kFilesFolder{"files/folder", {}}; ///< Used last. Empty: the documents of the user.
inline const Entry<QByteArray> kWindowGeometry{"window/geometry", {}};
inline const Entry<QByteArray> kWindowColumns{"window/columns", {}};
inline const Entry<QByteArray> kWindowRows{"window/rows", {}};
inline const Entry<QByteArray> kLogState{"log/state", {}};
inline const Entry<QStringList> kLogFilters{"log/filters", {}};           ///< Used before, newest first.
inline const Entry<QStringList> kLogSavedFilters{"log/savedFilters", {}}; ///< Name and text in turn.

} // namespace settings

/// The settings file. A file that holds no settings is moved aside (".corrupt" is added to its name) before anything is
/// written, and the defaults are used. One that cannot be opened, or cannot be moved, is left as it is: nothing is
/// remembered then.
class SettingsStore
{
public:
    enum class Problem {
        None,
        Damaged,        ///< Moved to backupPath().
        DamagedInPlace, ///< It could not be moved.
        Unreadable,     ///< It may be good, but may not be read.
    };

    /// `path`: of an .ini file, which need not exist.
    explicit SettingsStore(const QString& path);
    /// Where the settings of this user are: socket-playground.ini in QStandardPaths::AppConfigLocation.
    static QString defaultPath();

    Problem problem() const { return m_problem; }
    QString path() const { return m_path; }
    QString backupPath() const { return m_backupPath; } ///< Of Problem::Damaged.

    template <class T>
    T load(const Entry<T>& entry) const
    {
        const QVariant value = m_settings->value(QLatin1String(entry.key));
        if (!value.isValid() || !value.canConvert<T>())
            return entry.fallback;
        if constexpr (std::is_same_v<T, int>) {
            bool isNumber = false;
            const int number = value.toInt(&isNumber);
            return isNumber && number >= entry.least && number <= entry.most ? number : entry.fallback;
        } else {
            return value.value<T>();
        }
    }
    template <class T>
    void save(const Entry<T>& entry, const T& value)
    {
        m_settings->setValue(QLatin1String(entry.key), QVariant::fromValue(value));
    }
    /// Writes to the disk. False when that failed; nothing is lost but the newest changes.
    [[nodiscard]] bool sync();

private:
    QString m_path;
    QString m_backupPath;
    Problem m_problem = Problem::None;
    std::unique_ptr<QTemporaryDir> m_thisRun; // null: the settings are in m_path
    std::unique_ptr<QSettings> m_settings;    // writes to the above when it goes
};

} // namespace app
