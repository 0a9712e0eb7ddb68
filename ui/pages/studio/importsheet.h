// An image that was dropped or opened: what it says about its making, and what can be done with it.
#pragma once

#include "ui/backend/studiobackend.h"
#include "ui/widgets/sheet.h"

class QPlainTextEdit;
class QPushButton;

namespace ain::ui {

class Fold;
class ImageView;
class NoticeCard;
class TextLabel;

class ImportSheet : public Sheet {
    Q_OBJECT
public:
    ImportSheet(Context &context, QWidget *owner);
    void show(const OpenedImage &image);
    [[nodiscard]] NoticeCard *credentials() const { return m_credentials; }
    [[nodiscard]] QPushButton *useButton() const { return m_use; }
    [[nodiscard]] QPushButton *drawOverButton() const { return m_over; }
    [[nodiscard]] QPushButton *mintButton() const { return m_mint; }

Q_SIGNALS:
    void useWanted(const ain::ui::OpenedImage &image);
    void drawOverWanted(const ain::ui::OpenedImage &image);
    void mintWanted();

private:
    void write();
    void writeCredentials();
    OpenedImage m_image;
    ImageView *m_view;
    TextLabel *m_facts;
    TextLabel *m_prompt;
    TextLabel *m_settings;
    NoticeCard *m_credentials;
    QPlainTextEdit *m_raw;
    Fold *m_fold;
    QPushButton *m_use;
    QPushButton *m_over;
    QPushButton *m_mint;
};

} // namespace ain::ui
