// What the window says of an answer: the words on the lamp and the sentence behind it, in every language.
#pragma once

#include "ui/backend/types.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/widgets/prooflamp.h"

#include <memory>

namespace ain::lying {

/// Thread: the one of the QApplication, which must be there.
class WindowWords {
public:
    WindowWords();
    ~WindowWords();
    Q_DISABLE_COPY_MOVE(WindowWords)

    struct Shown {
        QString what; ///< for messages
        ui::ProofState proof;
    };
    /// Shows each on a lamp, in English and Korean. Empty, or what a lamp says that it must not: every standing has its
    /// own words, tone and sentence, which are written out in the test; a refusal tells its reason; nothing that is not
    /// proven looks or reads as if it were.
    [[nodiscard]] QString check(const QList<Shown> &shown, qint64 nowMs);
    /// The same of an alarm of this kind.
    [[nodiscard]] QString checkAlarm(const QString &kind);

private:
    [[nodiscard]] QString checkOne(const ui::ProofState &proof, qint64 nowMs);

    ui::Theme m_theme;
    ui::Language m_language;
    std::unique_ptr<ui::ProofLamp> m_lamp;
};

} // namespace ain::lying
