// The studio: what shall be drawn, what is being drawn, what was drawn.
#pragma once

#include "ui/backend/studiobackend.h"
#include "ui/pages/common/page.h"

class QPushButton;

namespace ain::ui {

class CompareSheet;
class ErrorBanner;
class GalleryCard;
class GridSheet;
class ImportSheet;
class InpaintSheet;
class ModelChip;
class ModelsSheet;
class PictureSheet;
class PromptCard;
class QueueStrip;
class StudioPresenter;
class StyleEditor;

class StudioPage : public Page {
    Q_OBJECT
public:
    explicit StudioPage(Context &context, QWidget *parent = nullptr);
    ~StudioPage() override;
    void openFile(const QString &path);
    [[nodiscard]] QPushButton *mintButton() const;

    [[nodiscard]] StudioPresenter *presenter() const { return m_presenter; }
    [[nodiscard]] PromptCard *prompt() const { return m_prompt; }
    [[nodiscard]] QueueStrip *queue() const { return m_queue; }
    [[nodiscard]] GalleryCard *gallery() const { return m_gallery; }
    [[nodiscard]] ModelChip *modelChip() const { return m_chip; }
    [[nodiscard]] ModelsSheet *modelsSheet() const { return m_models; }
    [[nodiscard]] PictureSheet *pictureSheet() const { return m_picture; }
    [[nodiscard]] CompareSheet *compareSheet() const { return m_compare; }
    [[nodiscard]] ImportSheet *importSheet() const { return m_import; }
    [[nodiscard]] InpaintSheet *inpaintSheet() const { return m_inpaint; }
    [[nodiscard]] GridSheet *gridSheet() const { return m_grid; }
    [[nodiscard]] StyleEditor *styleEditor() const { return m_styles; }

Q_SIGNALS:
    void mintWanted();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectPicture();
    void pickFile();
    void use(const recipe::GenerationRequest &request, qint64 parent = 0);
    void drawOver(const QString &sha256, QSize size, qint64 parent, const recipe::GenerationRequest *settings);
    void upscale(const StudioPicture &picture);
    void mint(qint64 id);
    void step(int places);
    StudioPresenter *m_presenter;
    ModelChip *m_chip;
    QPushButton *m_open;
    QPushButton *m_manage;
    ErrorBanner *m_error;
    PromptCard *m_prompt;
    QueueStrip *m_queue;
    GalleryCard *m_gallery;
    ModelsSheet *m_models;
    PictureSheet *m_picture;
    CompareSheet *m_compare;
    ImportSheet *m_import;
    InpaintSheet *m_inpaint;
    GridSheet *m_grid;
    StyleEditor *m_styles;
};

} // namespace ain::ui
