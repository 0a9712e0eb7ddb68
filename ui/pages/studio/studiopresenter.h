// What the Studio page does: keeps the draft, asks for pictures, says what hinders. Knows no widget.
#pragma once

#include "ui/backend/studiobackend.h"
#include "ui/pages/studio/studiodraft.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace ain::ui {

class StudioPresenter : public QObject {
    Q_OBJECT
public:
    explicit StudioPresenter(StudioBackend &backend, QObject *parent = nullptr);
    ~StudioPresenter() override; ///< saves what is not saved yet

    /// Why nothing can be drawn now.
    enum class Hindrance {
        None,
        Loading,
        NoEngine,
        EngineGaveUp,
        NoModel,
        ModelUnusable,
        PartsMissing,
        NoPrompt,
        DoesNotFit
    };

    [[nodiscard]] const StudioDraft &draft() const { return m_draft; }
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    [[nodiscard]] bool isSubmitting() const { return m_isSubmitting; }
    /// Changes the draft by hand; saved a moment later.
    void edit(const std::function<void(StudioDraft &)> &change);
    /// Takes over settings from a picture. The old draft is kept for undoSettings().
    void useSettings(const recipe::GenerationRequest &request, qint64 parent = 0);
    void undoSettings();
    [[nodiscard]] bool canUndoSettings() const { return m_replaced.has_value(); }
    void forgetReplaced() { m_replaced.reset(); }

    [[nodiscard]] Hindrance hindrance() const;
    /// The model of the draft, if it is in the list; may point to nothing.
    [[nodiscard]] std::optional<models::Model> model() const;
    [[nodiscard]] QList<models::Model> modelsOfKind(std::initializer_list<models::Kind> kinds) const;
    void chooseModel(const models::Model &model);
    /// What a model that comes in several files still lacks, as models::Completion::missing.
    [[nodiscard]] QStringList missingParts() const;

    [[nodiscard]] QList<StudioStyle> styles() const; ///< built-in ones, then the user's own
    [[nodiscard]] std::optional<StudioStyle> style(const QString &id) const;
    void saveStyle(const QString &name, const QString &prompt, const QString &negative);
    void removeStyle(const QString &id);

    /// What would be asked for now: mode, style and one request for each picture; seeds that are not locked are drawn.
    [[nodiscard]] QList<recipe::GenerationRequest> requests() const;
    /// The same `count` times, each with a seed of its own.
    [[nodiscard]] QList<recipe::GenerationRequest> withNewSeeds(const recipe::GenerationRequest &base, int count) const;
    void submit();
    void submit(const QList<recipe::GenerationRequest> &requests, const QList<qint64> &parents);

Q_SIGNALS:
    void draftChanged(); ///< by anything but a plain edit of the same widget: forms compare before they write
    void stylesChanged();
    void submitted(int count);
    void failed(const ain::Error &error);
    void stateChanged(); ///< isSubmitting, hindrance
    void replacedChanged();

private:
    void save();
    void adoptModel();
    void completeParts();
    StudioBackend &m_backend;
    StudioDraft m_draft;
    std::optional<StudioDraft> m_replaced;
    QList<StudioStyle> m_own;
    QTimer m_timer;
    bool m_isLoaded = false;
    bool m_isSubmitting = false;
};

} // namespace ain::ui
