// What stands in the form of the studio: a request as it is being written. Survives everything as JSON.
#pragma once

#include "ui/backend/studiotypes.h"

namespace ain::ui {

/// A way to draw that is added to the prompt.
struct StudioStyle {
    QString id; ///< "pixel"; of the user's own: "my-…"
    QString name; ///< as the user wrote it; built-in ones are named by StyleList::name()
    QString prompt; ///< written after the prompt; "{prompt}" in it stands for the prompt
    QString negative;
    friend bool operator==(const StudioStyle &, const StudioStyle &) = default;
};

struct StudioDraft {
    recipe::GenerationRequest request; ///< the seed counts only when it is locked
    int count = 1; ///< pictures, 1 … CountMax
    bool isSeedLocked = false;
    QString style; ///< StudioStyle::id; empty: none
    qint64 parent = 0; ///< picture of the gallery that is drawn over; 0: none
    friend bool operator==(const StudioDraft &, const StudioDraft &) = default;
};

inline constexpr int CountMax = 64;

[[nodiscard]] QByteArray draftToJson(const StudioDraft &draft);
/// What can't be read is as in a new draft.
[[nodiscard]] StudioDraft draftFromJson(const QByteArray &json);

[[nodiscard]] QByteArray stylesToJson(const QList<StudioStyle> &styles);
[[nodiscard]] QList<StudioStyle> stylesFromJson(const QByteArray &json); ///< at most 200

/// The small set that comes with the program.
[[nodiscard]] const QList<StudioStyle> &builtInStyles();
/// Name in the current language.
[[nodiscard]] QString styleName(const StudioStyle &style);
/// Prompt and negative prompt of `request` with the style in them.
[[nodiscard]] recipe::GenerationRequest styled(recipe::GenerationRequest request, const StudioStyle &style);

/// Sides of about the same area as `size`, in this proportion, multiples of `multiple`, `multiple` … 4096.
[[nodiscard]] QSize sizeInRatio(QSize size, int across, int down, int multiple);
/// Sides of pictures that this model can be asked for.
[[nodiscard]] int sizeMultiple(const models::Model *model);
/// Makes it the model of `request`, with sides it can draw. Steps, guidance and size become what it recommends wherever
/// they still are what `before` recommended.
void useModel(recipe::GenerationRequest &request, const models::Model &model,
              const std::optional<models::Model> &before);

} // namespace ain::ui
