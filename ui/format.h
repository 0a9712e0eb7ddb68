// Figures, times and names as people read them, in the current language.
#pragma once

#include "ui/backend/collectionbackend.h"
#include "ui/backend/networkbackend.h"
#include "ui/backend/types.h"

#include <QCoreApplication>

namespace ain::ui {

/// A colour with a meaning. Never the only sign of it.
enum class Tone { Plain, Accent, Ok, Warn, Bad };

class Format {
    Q_DECLARE_TR_FUNCTIONS(Format)
public:
    /// "1,284.507311", six decimals, grouped.
    [[nodiscard]] static QString amount(Amount amount);
    /// "1,284.507311 AIN"
    [[nodiscard]] static QString ain(Amount amount);
    /// "30,000,000 AIN": without decimals where there are none.
    [[nodiscard]] static QString stake(Amount amount);
    /// "+ 8.200000 AIN", "− 3.250000 AIN"
    [[nodiscard]] static QString signedAin(Amount amount);
    /// "0x5d07 e23A …": all 40 digits in groups of four.
    [[nodiscard]] static QString address(const QString &address);
    /// "0x5d07 … 5F96", only where nothing is decided by it.
    [[nodiscard]] static QString shortAddress(const QString &address);
    /// "Today 14:00", "Yesterday 09:12", or the date.
    [[nodiscard]] static QString day(qint64 timeMs, qint64 nowMs);
    /// "just now", "12 s ago", "3 min ago", "2 h ago", or the date.
    [[nodiscard]] static QString ago(qint64 timeMs, qint64 nowMs);
    /// Date and time of the device's zone, in full; times that no calendar reaches are told as such.
    [[nodiscard]] static QString dateTime(qint64 timeMs);
    /// The same to the second, of something that happened.
    [[nodiscard]] static QString moment(qint64 timeMs);
    /// "7 days", "3 hours", "5 minutes": rounded up to whole units.
    [[nodiscard]] static QString duration(qint64 ms);
    [[nodiscard]] static QString bytes(qint64 bytes);
    [[nodiscard]] static QString number(qint64 value);

    /// The words of a lamp: "proven", "proven, older · 3 min ago", "not proven · checking".
    [[nodiscard]] static QString proof(const ProofState &state, qint64 nowMs);
    /// Why, with block and time.
    [[nodiscard]] static QString proofReason(const ProofState &state, qint64 nowMs);
    [[nodiscard]] static Tone proofTone(light::Standing standing);
    /// The rules of a collection as far as they are known: "locked, proven", "locked · rules not proven".
    [[nodiscard]] static QString layout(Layout layout, const ProofState &rules, bool isClosed);
    [[nodiscard]] static QString layoutReason(Layout layout, const ProofState &rules, bool isClosed);
    [[nodiscard]] static QString stage(Stage stage);
    [[nodiscard]] static Tone stageTone(Stage stage);
    [[nodiscard]] static QString network(const Network &network);
    [[nodiscard]] static QString accountName(const Account &account);
    [[nodiscard]] static QString warning(const Warning &warning);
    /// What the user ticks before the button that signs works; empty for warnings that ask for nothing.
    [[nodiscard]] static QString consent(WarningKind kind);
};

} // namespace ain::ui
