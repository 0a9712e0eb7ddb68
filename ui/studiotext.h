// Words of the studio: states, phases, facts of models and recipes, in the current language.
#pragma once

#include "ui/backend/studiotypes.h"
#include "ui/format.h"

#include <QCoreApplication>

namespace ain::ui {

class StudioText {
    Q_DECLARE_TR_FUNCTIONS(StudioText)
public:
    /// "Engine ready", "Engine starts again in 4 s".
    [[nodiscard]] static QString engine(const EngineStatus &status);
    /// The device that draws and its free memory; empty when nobody knows.
    [[nodiscard]] static QString device(const EngineStatus &status);
    [[nodiscard]] static Tone engineTone(EngineState state);
    /// "shut in", "partly shut in": what the shield stands for.
    [[nodiscard]] static QString cage(const EngineCage &cage);
    /// One line for each thing that holds, or does not.
    [[nodiscard]] static QString cageReason(const EngineCage &cage);

    /// "step 18/30", "loading the model…"
    [[nodiscard]] static QString phase(const StudioJob &job);
    /// "9 s left", or nothing when that would not be honest.
    [[nodiscard]] static QString left(const StudioJob &job);
    [[nodiscard]] static QString jobState(const StudioJob &job);
    /// "about 18–26 s"
    [[nodiscard]] static QString time(const TimeRange &range, int count);
    /// "18 s", "2 min 5 s"
    [[nodiscard]] static QString seconds(qint64 ms);

    [[nodiscard]] static QString kind(models::Kind kind);
    [[nodiscard]] static QString verified(models::Verified verified);
    [[nodiscard]] static QString verifiedReason(models::Verified verified);
    [[nodiscard]] static Tone verifiedTone(models::Verified verified);
    [[nodiscard]] static QString licence(const models::Licence &licence);
    [[nodiscard]] static QString licenceReason(const models::Licence &licence);
    [[nodiscard]] static QString fit(const ModelFit &fit);
    [[nodiscard]] static Tone fitTone(const ModelFit &fit);
    /// Why a model can't be used; empty: it can.
    [[nodiscard]] static QString unusable(const models::Model &model);

    /// Of a contact sheet (gpu/studio/contactsheet.h): "seed", "clip_skip" … Thread: any.
    [[nodiscard]] static QString setting(const QString &identifier);
    [[nodiscard]] static QString size(QSize size);
    [[nodiscard]] static QString precision(const QString &identifier);
    [[nodiscard]] static QString source(MetadataSource source);
    /// Name and value of everything that a recipe says, in reading order; without the prompts.
    [[nodiscard]] static QList<std::pair<QString, QString>> facts(const recipe::GenerationRequest &request);
};

} // namespace ain::ui
