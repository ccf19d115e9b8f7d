;;; session.el --- Emacs without a screen opens the example, breaks it, and sees the finding  -*- lexical-binding: t; -*-
;; Run by test.sh, which sets ISMS to the program and PACKAGE to a copy of the example.
(require 'isms-mode)
(require 'eglot)
(require 'flymake)

(defun session-check (what holds)
  (unless holds
    (message "emacs: %s" what)
    (kill-emacs 1)))

(setq isms-program (getenv "ISMS")
      eglot-sync-connect 20
      eglot-send-changes-idle-time 0.1)

;; colours and indentation, without a server
(with-temp-buffer
  (insert "risk R-1 \"Fire\" {\nowner ciso // why\nstatus accepted\ndescription \"\"\"\n  one \"word\" {\n\"\"\"\n}\n")
  (isms-mode)
  (font-lock-ensure)
  (let ((face (lambda (text) (goto-char (point-min)) (search-forward text) (get-text-property (match-beginning 0) 'face))))
    (session-check "risk has no colour" (eq (funcall face "risk") 'font-lock-keyword-face))
    (session-check "R-1 has no colour" (eq (funcall face "R-1") 'font-lock-type-face))
    (session-check "the title has no colour" (eq (funcall face "\"Fire") 'font-lock-string-face))
    (session-check "the comment has no colour" (memq (funcall face "// why") '(font-lock-comment-delimiter-face font-lock-comment-face)))
    (session-check "the text block has no colour" (eq (funcall face "one \"word") 'font-lock-string-face)))
  (indent-region (point-min) (point-max))
  (session-check (format "indented wrongly:\n%s" (buffer-string))
                 (and (string-match-p "^  owner ciso" (buffer-string)) (string-match-p "^}$" (buffer-string)))))

;; the server
(find-file (expand-file-name "risks.isms" (getenv "PACKAGE")))
(session-check "the mode is not isms-mode" (eq major-mode 'isms-mode))
(apply #'eglot (eglot--guess-contact))
(session-check "the server did not start" (eglot-current-server))
(goto-char (point-min))
(search-forward "  owner ")
(replace-match "  ownr ")
(eglot--signal-textDocument/didChange)
(let ((found nil) (tries 0))
  (while (and (not found) (< tries 200))
    (accept-process-output nil 0.1)
    (flymake-start)
    (setq found (seq-find (lambda (one) (string-match-p "ownr" (flymake-diagnostic-text one))) (flymake-diagnostics))
          tries (1+ tries)))
  (session-check "waited in vain for the finding" found)
  (message "emacs: %s, opened, broken, found: %s" emacs-version (car (split-string (flymake-diagnostic-text found) "\n"))))
(set-buffer-modified-p nil)

;; the settings of the package, by the same server
(find-file (expand-file-name "isms.toml" (getenv "PACKAGE")))
(session-check "isms.toml has not its mode" (eq major-mode 'isms-settings-mode))
(apply #'eglot (eglot--guess-contact))
(goto-char (point-min))
(search-forward "name")
(replace-match "nam")
(eglot--signal-textDocument/didChange)
(let ((found nil) (tries 0))
  (while (and (not found) (< tries 200))
    (accept-process-output nil 0.1)
    (flymake-start)
    (setq found (seq-find (lambda (one) (string-match-p "nam" (flymake-diagnostic-text one))) (flymake-diagnostics))
          tries (1+ tries)))
  (session-check "waited in vain for the finding in isms.toml" found)
  (message "emacs: found in isms.toml: %s" (car (split-string (flymake-diagnostic-text found) "\n"))))
(set-buffer-modified-p nil)
(with-temp-buffer
  (setq buffer-file-name "/nowhere/other.toml")
  (set-auto-mode)
  (session-check "every TOML is given to the server" (not (eq major-mode 'isms-settings-mode)))
  (set-buffer-modified-p nil))
(eglot-shutdown (eglot-current-server))
