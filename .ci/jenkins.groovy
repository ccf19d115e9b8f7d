// Runs ci/Jenkinsfile without Jenkins: each step does what it does there, as far as this pipeline uses it, and what was told to
// Jenkins is printed. Argument: the Jenkinsfile.
abstract class Steps extends Script {
  static List<String> log = []
  def block(Closure body) { body.delegate = this; body.resolveStrategy = Closure.DELEGATE_FIRST; body() }
  def pipeline(Closure body) { block(body) }
  def agent(Closure body) { block(body) }
  def docker(Closure body) { block(body) }
  def image(String name) { log << "image $name" }
  def triggers(Closure body) { block(body) }
  def cron(String spec) { log << "cron" }
  def options(Closure body) { block(body) }
  def timeout(Map how) { assert how.time && how.unit }
  def stages(Closure body) { block(body) }
  def stage(String name, Closure body) { block(body) }
  def steps(Closure body) { try { block(body) } catch (IllegalStateException stop) { log << "failed: ${stop.message}" } }
  def script(Closure body) { block(body) }
  def post(Closure body) { block(body) }
  def always(Closure body) { block(body) }
  int run(String command) {
    def one = new ProcessBuilder('sh', '-xe', '-c', command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT).start()
    one.waitFor()
  }
  def sh(String command) { if (run(command) != 0) throw new IllegalStateException("script returned exit code") }
  def sh(Map how) { assert how.returnStatus; run(how.script) }
  def unstable(String why) { log << "unstable: $why" }
  def error(String why) { throw new IllegalStateException(why) }
  def junit(Map how) { log << "junit ${new File(how.testResults).exists()}" }
  def sarif(Map how) { how.pattern }
  def recordIssues(Map how) { log << "sarif ${how.tools.every { new File(it).exists() }}" }
  def archiveArtifacts(Map how) { log << "artifacts ${how.artifacts}" }
  def getEnv() { System.getenv() }
}
def configuration = new org.codehaus.groovy.control.CompilerConfiguration(scriptBaseClass: Steps.name)
new GroovyShell(this.class.classLoader, new Binding(), configuration).evaluate(new File(args[0]))
println Steps.log.join('\n')
