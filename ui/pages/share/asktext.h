// Words for pictures that others draw: how far they are, and what a look at them came to.
#pragma once

#include "ui/backend/askbackend.h"
#include "ui/format.h"
#include "ui/widgets/prooflamp.h"

#include <QCoreApplication>

namespace ain::ui {

class AskText {
    Q_DECLARE_TR_FUNCTIONS(AskText)
public:
    /// "Drawing: step 5 of 20"
    [[nodiscard]] static QString stage(const AskJob &job);
    [[nodiscard]] static Tone stageTone(AskStage stage);
    [[nodiscard]] static LampShape stageShape(AskStage stage);
    /// "spot-checked"; empty: there is nothing to say yet.
    [[nodiscard]] static QString check(AskCheck check);
    [[nodiscard]] static QString checkReason(AskCheck check);
    [[nodiscard]] static Tone checkTone(AskCheck check);
    [[nodiscard]] static LampShape checkShape(AskCheck check);
    /// "0.005243 AIN", "at most 0.005243 AIN", "nothing"
    [[nodiscard]] static QString cost(const AskJob &job);

    /// How an agreement stands, and for an open one how sure its terms are.
    [[nodiscard]] static RowLamp lamp(const AskAgreement &agreement, qint64 nowMs);
};

} // namespace ain::ui
