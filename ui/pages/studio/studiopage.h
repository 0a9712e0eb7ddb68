// The studio, for now: open an image, see what is in it, mint it.
#pragma once

#include "ui/pages/common/page.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace ain::ui {

class EmptyState;
class ErrorBanner;
class ImageView;
class TextLabel;

class StudioPage : public Page {
    Q_OBJECT
public:
    explicit StudioPage(Context &context, QWidget *parent = nullptr);
    void openFile(const QString &path);
    [[nodiscard]] QPushButton *mintButton() const { return m_mint; }

Q_SIGNALS:
    void mintWanted();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void pickFile();
    void write();
    QPushButton *m_open;
    ErrorBanner *m_error;
    QFrame *m_drop;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    ImageView *m_image;
    QLabel *m_name;
    TextLabel *m_facts;
    QLabel *m_metaTitle;
    TextLabel *m_noMeta;
    QPlainTextEdit *m_meta;
    QLabel *m_hashTitle;
    TextLabel *m_hash;
    QPushButton *m_mint;
    bool m_busy = false;
};

} // namespace ain::ui
